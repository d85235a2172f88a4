"""Evidence, module by module, against textbook figures and second ways of reckoning."""
