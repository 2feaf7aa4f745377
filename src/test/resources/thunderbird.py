"""Opens messages in Thunderbird, and says what it says of each signature: thunderbird.py PROGRAM PROFILE PORT MESSAGE..."""

import json
import socket
import subprocess
import sys
import time

PROGRAM, PROFILE, PORT, MESSAGES = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]

LOOK = """
let [path, resolve] = arguments;
(async () => {
  const pause = () => new Promise(done => setTimeout(done, 200));
  const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  let main, tabs;
  for (let i = 0; i < 100 && !tabs?.currentTabInfo; i++) {
    await pause();
    main = Services.wm.getMostRecentWindow("mail:3pane");
    tabs = main?.document.getElementById("tabmail");
  }
  Services.prefs.setIntPref("mail.openMessageBehavior", 2);
  const before = tabs.tabInfo.length;
  MailUtils.openEMLFile(main, file, Services.io.newFileURI(file));
  let said = "nothing";
  for (let i = 0; i < 50 && said == "nothing"; i++) {
    await pause();
    const icon = tabs.tabInfo[before]?.chromeBrowser?.contentDocument?.getElementById("signedHdrIcon");
    if (icon && !icon.hidden && icon.getAttribute("src")) {
      said = icon.getAttribute("src").replace(/.*\\//, "");
    }
  }
  resolve(said);
})().catch(error => resolve("failed: " + error));
"""


class Marionette:
    """Mozilla's protocol for driving its programs: each message is its length, a colon, and JSON."""

    def __init__(self):
        deadline = time.time() + 40
        while True:
            try:
                self.connection = socket.create_connection(("127.0.0.1", PORT), 45)
                break
            except OSError:
                if time.time() > deadline:
                    raise
                time.sleep(0.3)
        self.buffer, self.number = b"", 0
        self.receive()

    def receive(self):
        while b":" not in self.buffer:
            self.fill()
        length, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(length):
            self.fill()
        message, self.buffer = self.buffer[: int(length)], self.buffer[int(length) :]
        return json.loads(message)

    def fill(self):
        piece = self.connection.recv(65536)
        if not piece:
            raise EOFError("Thunderbird ended")
        self.buffer += piece

    def command(self, name, **parameters):
        self.number += 1
        octets = json.dumps([0, self.number, name, parameters]).encode()
        self.connection.sendall(str(len(octets)).encode() + b":" + octets)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(error)
        return result


with open(PROFILE + "/user.js", "w") as preferences:
    preferences.write('user_pref("marionette.port", %d);\n' % PORT)
    preferences.write('user_pref("datareporting.policy.dataSubmissionEnabled", false);\n')
thunderbird = subprocess.Popen(
    [PROGRAM, "--headless", "--no-remote", "--profile", PROFILE, "--marionette", "--remote-allow-system-access"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
try:
    driver = Marionette()
    driver.command("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
    driver.command("Marionette:SetContext", value="chrome")
    driver.command("WebDriver:SetTimeouts", script=40000)
    for message in MESSAGES:
        print("says", driver.command("WebDriver:ExecuteAsyncScript", script=LOOK, args=[message])["value"])
finally:
    thunderbird.terminate()
    try:
        thunderbird.wait(10)
    except subprocess.TimeoutExpired:
        thunderbird.kill()
