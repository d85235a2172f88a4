"""``python -m scorecard``."""

from scorecard.cli import main

if __name__ == "__main__":  # a child process imports this module too
    main()
