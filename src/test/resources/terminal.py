# Runs a program at a terminal: terminal.py 'WAIT FOR<tab>THEN TYPE' … -- PROGRAM ARGUMENT …; \n stands for the return key. Prints what was seen.
import os, pty, select, sys, time

split = sys.argv.index('--')
steps = [step.replace('\\n', '\n').split('\t') for step in sys.argv[1:split]]
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM='vt100', LINES='40', COLUMNS='120')
    os.execvp(sys.argv[split + 1], sys.argv[split + 1:])
seen = b''


def read_until(text, seconds):
    """What comes from here on; True if the text was in it."""
    global seen
    begin = len(seen)
    end = time.time() + seconds
    while time.time() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                some = os.read(terminal, 65536)
            except OSError:
                return False
            if not some:
                return False
            seen += some
        if text and text.encode() in seen[begin:]:
            return True
    return False


for text, keys in steps:
    if not read_until(text, 20):
        sys.stdout.write('never came: ' + text + '\n')
        break
    os.write(terminal, keys.encode())
read_until(None, 2)
sys.stdout.write(seen.decode('utf-8', 'replace'))
os.close(terminal)
