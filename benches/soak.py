"""A flood: 10,000 small reports copied into an inbox at once. Tells time, peak memory, and whether any is lost or there twice.

python3 benches/soak.py [--program target/release/tillsyn] [--reports 10000]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPORT = """# Final report {number}

Reporting period: 1 July 2019 to 30 June 2021.

In May 2021, {people} social workers and {teachers} teachers were trained.

| Indicator | Target | Result |
|---|---|---|
| Number of farmers in field days | {people} | {teachers} |
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", default=HERE.parent / "target/release/tillsyn", type=pathlib.Path)
    arguments.add_argument("--reports", default=10_000, type=int)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(soak(chosen.program.resolve(), chosen.reports, pathlib.Path(folder)))


def soak(program, reports, folder):
    ready, inbox = folder / "ready", folder / "inbox"
    ready.mkdir()
    for number in range(reports):
        text = REPORT.format(number=number, people=20 + number, teachers=30 + number % 7)
        (ready / f"{number:05}.md").write_text(text)
    inbox.mkdir()
    data = folder / "data"
    with (folder / "log").open("w") as log:
        command = [program, "watch", inbox, "--out", folder / "out", "--data", data]
        daemon = subprocess.Popen(command, stderr=log)
        while "watching" not in (folder / "log").read_text():
            time.sleep(0.1)
        start = time.monotonic()
        for file in ready.iterdir():
            file.rename(inbox / file.name)
        print(f"{reports} reports dropped in {time.monotonic() - start:.1f} s")
        checked = 0
        while checked < reports and daemon.poll() is None:
            time.sleep(2)
            checked = (folder / "log").read_text().count(" checked ")
        spent = time.monotonic() - start
        peak = memory(daemon.pid)
        stop = time.monotonic()
        daemon.terminate()
        daemon.wait()
        print(f"checked in {spent:.0f} s ({reports / spent:.0f} a second), peak memory {peak} MiB")
        print(f"stopped in {time.monotonic() - stop:.1f} s; store {size(data)} MiB")
    listed = ask(program, data, "reports")
    audit = ask(program, data, "audit")
    finished = [own["subject"] for own in audit if own["event"] == "run finished"]
    lost = reports - len({own["name"] for own in listed["reports"]})
    twice = len(finished) - len(set(finished))
    unwritten = sum(not (folder / "out" / f"{number:05}.md.findings.json").exists() for number in range(reports))
    print(f"lost {lost}, twice {twice}, without findings {unwritten}, not checked {len(listed['files'])}")
    return int(bool(lost or twice or unwritten or listed["files"]))


def memory(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def size(folder):
    return sum(file.stat().st_size for file in folder.iterdir()) >> 20


def ask(program, data, command):
    start = time.monotonic()
    output = subprocess.run([program, command, "--format", "json", "--data", data], check=True, capture_output=True)
    print(f"tillsyn {command}: {time.monotonic() - start:.1f} s")
    return json.loads(output.stdout)


main()
