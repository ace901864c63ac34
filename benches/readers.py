"""Times the readers on large reports: time and peak memory of reading alone, and of `tillsyn check` as a whole.

python3 benches/readers.py [--program target/release/tillsyn]
Needs python-docx, openpyxl and LibreOffice. The reports are made in a temporary folder.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import docx
import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
PARAGRAPH = (
    "In 2021 the project trained 240 people (132 women, 108 men) in the identification of victims, and 74 per cent of "
    "them said six months later that they had used what they had learned. The shelter in Banfara took in 41 survivors. "
)
RUNS = 5


def word(path, pages):
    report = docx.Document()
    report.add_heading("A long report", 0)
    for page in range(pages):
        report.add_heading(f"{page + 1} Results of district {page + 1}", 1)
        for _ in range(5):
            report.add_paragraph(PARAGRAPH * 2)
        table = report.add_table(rows=1, cols=4)
        for cell, text in zip(table.rows[0].cells, ("Indicator", "Baseline", "Target", "Actual")):
            cell.text = text
        for row in range(4):
            for cell, text in zip(table.add_row().cells, (f"People trained in course {row}", "0", "60", str(40 + row))):
                cell.text = text
        report.add_page_break()
    report.save(path)


def sheet(path, rows):
    book = openpyxl.Workbook()
    own = book.active
    own.append(["Result", "Indicator", "Unit", "Baseline", "Target", "Actual", "Women", "Men", "Source", "Comment"])
    for row in range(rows):
        own.append([f"Output {row}", f"Number of people trained in district {row}", "people", 0, 60, 52, 30, 22, "lists", ""])
    book.save(path)


def iati(path, megabytes):
    example = (HERE.parent / "fixtures/reports").glob("*.xml")
    text = max((file.read_text(encoding="utf-8") for file in example), key=len)
    start, end = text.index("<iati-activity "), text.rindex("</iati-activity>") + len("</iati-activity>")
    body = text[start:end]
    with open(path, "w", encoding="utf-8") as out:
        out.write(text[:start])
        for _ in range(megabytes * 1_000_000 // len(body.encode())):
            out.write(body)
        out.write(text[end:])


def measured(command):
    """Seconds (the least of the runs) and MiB of the command."""
    best, most = None, 0
    for _ in range(RUNS):
        run = subprocess.run(["/usr/bin/time", "-f", "%e %M", *map(str, command)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True)
        seconds, kilobytes = run.stderr.strip().splitlines()[-1].split()
        best = float(seconds) if best is None else min(best, float(seconds))
        most = max(most, int(kilobytes) // 1024)
    return best, most


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=HERE.parent / "target/release/tillsyn")
    program = arguments.parse_args().program
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        word(folder / "40-pages.docx", 40)
        word(folder / "100-pages.docx", 100)
        for filter_name, name in (("", "100-pages.pdf"), (':{"UseTaggedPDF":{"type":"boolean","value":"false"}}', "untagged.pdf")):
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
                            f"pdf:writer_pdf_Export{filter_name}", "--outdir", str(folder), str(folder / "100-pages.docx")],
                           check=True, capture_output=True)
            (folder / "100-pages.pdf").rename(folder / f"made-{name}")
        sheet(folder / "10000-rows.xlsx", 10_000)
        iati(folder / "100-mb.xml", 100)
        for name, kind in (("40-pages.docx", "docx"), ("made-100-pages.pdf", "pdf"), ("made-untagged.pdf", "pdf"),
                           ("10000-rows.xlsx", "xlsx"), ("100-mb.xml", "iati")):
            file = folder / name
            reading = measured([program, "read-isolated", kind, "60", file])
            whole = measured([program, "check", file, "--fail-on", "never", "--format", "json"])
            print(f"{name}: {file.stat().st_size / 1e6:.1f} MB; read {reading[0]:.2f} s, {reading[1]} MiB; "
                  f"check {whole[0]:.2f} s, {whole[1]} MiB")


if __name__ == "__main__":
    sys.exit(main())
