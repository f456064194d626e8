"""Runs the unittest cases named on the command line and tells each outcome as one line of JSON.

The run script counts these lines, so that its last line is a sum of what really ran. A skipped case is told as a
failed one: nothing passes here by not being asked.
"""
import json
import sys
import unittest


class Lines(unittest.TestResult):
    def addSuccess(self, test):
        tell(test, True)

    def addFailure(self, test, err):
        tell(test, False, self._exc_info_to_string(err, test))

    addError = addExpectedFailure = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.addFailure(subtest, err)

    def addSkip(self, test, reason):
        tell(test, False, reason)

    def addUnexpectedSuccess(self, test):
        tell(test, False)


def sentence(test):
    """A test's name is the sentence it checks; what its class adds and the values of a subtest follow it."""
    case = getattr(test, 'test_case', test)
    name = getattr(case, '_testMethodName', str(case)).removeprefix('test_').replace('_', ' ')
    values = '' if case is test else test._subDescription()
    return ' '.join(filter(None, [name, getattr(case, 'given', ''), values]))


def tell(test, ok, why=''):
    print(json.dumps({'ok': ok, 'sentence': sentence(test), 'why': why}), flush=True)


if __name__ == '__main__':
    unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:]).run(Lines())
