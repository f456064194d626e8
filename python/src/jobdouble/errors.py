class JobdoubleError(Exception):
    """Something that the double, or what starts it, cannot do; the message says what came and what was expected."""


class ControlError(JobdoubleError):
    """The double refuses what a test asked for, in its own words."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
