"""Has the Java client do something, on its own connections: a request and an answer a line, as JSON."""

import base64
import datetime
import json
import os
import sys
from decimal import Decimal

ANSWER = "witness>"


class JavaClient:
    def __init__(self, answers, requests):
        self.answers = answers
        self.requests = requests
        self.url = self._line()

    @classmethod
    def on_descriptors(cls, answers, requests):
        return cls(os.fdopen(answers, encoding="utf-8"), os.fdopen(requests, "w", encoding="utf-8"))

    def ask(self, what, **request):
        self.requests.write(json.dumps({"what": what, **request}, default=to_json) + "\n")
        self.requests.flush()
        return json.loads(self._line())

    def _line(self):
        log = []
        for line in self.answers:
            # Maven may have written something else before, without an end of its line.
            _, mark, answer = line.partition(ANSWER)
            if mark:
                return answer.rstrip("\n")
            log.append(line)
        sys.stderr.writelines(log[-50:])
        sys.exit("pytidb witness: the Java client gave no answer")


def to_json(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat() + "Z"  # all times are in UTC
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value)} in a request")
