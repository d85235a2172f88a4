"""Books over real data, and what their results must be."""

import pytest

pytest.register_assert_rewrite("tests.real.agree", "tests.real.conftest")
