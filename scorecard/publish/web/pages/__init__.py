"""The pages, one module each: ``read`` asks the view, ``layout`` shows it. None knows another."""
