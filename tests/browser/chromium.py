# SPDX-License-Identifier: BSL-1.0
"""Drives a headless Chromium over the DevTools protocol, by a pair of pipes: no port, no package."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


def path():
    """Where Chromium is; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Chromium:
    """One browser with one page. Use it in a with statement."""

    def __init__(self, seconds=60):
        self.seconds = seconds
        self.events = []
        self.folder = tempfile.TemporaryDirectory(prefix="yore_chromium_")
        from_us, self.commands = os.pipe()
        self.answers, to_us = os.pipe()
        arguments = [path(), "--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + self.folder.name,
                     "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
                     "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb",
                     "--no-sandbox"]  # it needs rights that root and containers do not give, and the pages are ours

        def connect():  # Chromium reads commands from 3 and answers to 4
            os.dup2(from_us, 30)
            os.dup2(to_us, 31)
            os.dup2(30, 3)
            os.dup2(31, 4)

        self.process = subprocess.Popen(arguments + ["about:blank"], preexec_fn=connect, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_us)
        os.close(to_us)
        self.unread = b""
        self.number = 0
        self.session = None
        try:
            target = next(t for t in self("Target.getTargets")["targetInfos"] if t["type"] == "page")
            self.session = self("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Network", "Log", "DOM", "CSS", "Accessibility"):
                self(domain + ".enable")
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()

    def close(self):
        os.close(self.commands)
        os.close(self.answers)
        self.process.kill()
        self.process.wait()
        for _ in range(50):  # its children may still be writing there
            try:
                return self.folder.cleanup()
            except OSError:
                time.sleep(0.1)

    def __call__(self, method, **parameters):
        """One command; returns its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") != self.number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def receive(self):
        deadline = time.monotonic() + self.seconds
        while b"\0" not in self.unread:
            if not select.select([self.answers], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError("chromium does not answer")
            part = os.read(self.answers, 1 << 20)
            if not part:
                raise RuntimeError("chromium has ended")
            self.unread += part
        message, self.unread = self.unread.split(b"\0", 1)
        return json.loads(message)

    def wait_for(self, method):
        while not any(e.get("method") == method for e in self.events):
            self.events.append(self.receive())

    def open(self, file, width=1000, height=1400):
        """Loads a file and waits until it is there."""
        self("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self("Page.navigate", url="file://" + os.path.abspath(file))
        self.wait_for("Page.loadEventFired")

    def scripts(self, allowed):
        self("Emulation.setScriptExecutionDisabled", value=not allowed)

    def colours(self, scheme, media=""):
        self("Emulation.setEmulatedMedia", media=media,
             features=[{"name": "prefers-color-scheme", "value": scheme}])

    def value(self, expression):
        """What an expression is, evaluated by us and not by the page."""
        answer = self("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector):
        """A click of the mouse in the middle of an element."""
        x, y = self.value(f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2] }})()""")
        for kind in ("mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key, code=0, text=""):
        for kind in ("keyDown", "keyUp"):
            self("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text)

    def screenshot(self, file):
        shot = self("Page.captureScreenshot", format="png")["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(shot))
