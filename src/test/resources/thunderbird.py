"""Drives Thunderbird: thunderbird.py PROGRAM PROFILE PORT QUESTION...

Of a message (.eml) it says what is shown of the signature; a .p12 (passphrase: "passphrase") becomes one's own; of an
address it says to which certificate a message would be encrypted, after the dialogue that looks for recipients'
certificates has asked the directory of the settings."""

import json
import socket
import subprocess
import sys
import time

PROGRAM, PROFILE, PORT, QUESTIONS = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]

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

FIND = """
let [address, resolve] = arguments;
(async () => {
  const pause = () => new Promise(done => setTimeout(done, 200));
  let main;
  for (let i = 0; i < 100 && !main?.document.getElementById("tabmail")?.currentTabInfo; i++) {
    await pause();
    main = Services.wm.getMostRecentWindow("mail:3pane");
  }
  const directory = Services.prefs.getStringPref("ldap_2.autoComplete.directoryServer");
  const dialogue = main.openDialog(
    "chrome://messenger-smime/content/certFetchingStatus.xhtml", "", "chrome", directory, [address]);
  for (let i = 0; i < 100 && !dialogue.closed; i++) {
    await pause();
  }
  const compose = Cc["@mozilla.org/messengercompose/composesecure;1"].createInstance(Ci.nsIMsgComposeSecure);
  const found = await new Promise(done => compose.asyncFindCertByEmailAddr(
    address, { findCertDone: (whose, certificate) => done(certificate) }));
  resolve(found ? found.sha256Fingerprint.replaceAll(":", "").toLowerCase() : "");
})().catch(error => resolve("failed: " + error));
"""

OWN = """
let [path, resolve] = arguments;
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(path);
const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
resolve("error " + database.importPKCS12File(file, "passphrase"));
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


with open(PROFILE + "/user.js", "a") as preferences:
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
    for question in QUESTIONS:
        script = {"eml": LOOK, "p12": OWN}.get(question[-3:], FIND)
        print("says", driver.command("WebDriver:ExecuteAsyncScript", script=script, args=[question])["value"])
finally:
    thunderbird.terminate()
    try:
        thunderbird.wait(10)
    except subprocess.TimeoutExpired:
        thunderbird.kill()
