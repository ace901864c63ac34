"""Compares the tables and headings that are read in real reports with those that a person counted (tables.tsv).

python3 benches/tables.py FOLDER [--program target/release/tillsyn] [--verbose]
"""

import argparse
import collections
import json
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def counted():
    """Tables and number of headings by file."""
    tables, headings = collections.defaultdict(list), {}
    for line in (HERE / "tables.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        file, number, first, last, rows, columns, note = (line.split("\t") + [""] * 7)[:7]
        if number == "headings":
            headings[file] = int(rows)
        else:
            pages = (int(first), int(last)) if first.isdigit() and last.isdigit() else None
            tables[file].append((number, pages, int(rows), int(columns), note))
    return tables, headings


def read(program, path):
    """Tables (pages, rows, columns) and number of headings that the program finds."""
    answer = subprocess.run([program, "read", path, "--format", "json"], capture_output=True, text=True)
    tables, headings = [], 0
    for block in json.loads(answer.stdout)["document"]["blocks"]:
        if "heading" in block["kind"]:
            headings += 1
        elif "table" in block["kind"]:
            cells = block["kind"]["table"]["cells"]
            pages = [cell["location"]["page"] for cell in cells if cell["location"]["page"]]
            tables.append((
                (min(pages), max(pages)) if pages else None,
                max(cell["row"] + cell["row_span"] for cell in cells),
                max(cell["column"] + cell["column_span"] for cell in cells),
            ))
    return tables, headings


def likeness(wanted, found):
    """How well a table that was read answers one that was counted; 0 when it cannot be the same."""
    _, pages, rows, columns, _ = wanted
    if pages and found[0] and not (pages[0] <= found[0][1] and found[0][0] <= pages[1]):
        return 0
    return 1 + 2 * (rows == found[1]) + 2 * (columns == found[2])


def aligned(wanted, found):
    """Pairs in reading order with the greatest likeness."""
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(found))):
            score = likeness(wanted[i], found[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + score if score else 0)
    i = j = 0
    while i < len(wanted):
        score = likeness(wanted[i], found[j]) if j < len(found) else 0
        if score and best[i][j] == best[i + 1][j + 1] + score:
            yield wanted[i], found[j]
            i, j = i + 1, j + 1
        elif j < len(found) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield wanted[i], None
            i += 1


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--program", default=HERE.parent / "target/release/tillsyn")
    arguments.add_argument("--verbose", action="store_true")
    arguments = arguments.parse_args()
    tables, headings = counted()
    sums = collections.defaultdict(lambda: [0, 0, 0])
    for file in sorted(headings | tables):
        found, found_headings = read(arguments.program, arguments.folder / file)
        right = pictures = 0
        for wanted, own in aligned(tables[file], found):
            number, pages, rows, columns, note = wanted
            same = own is not None and own[1:] == (rows, columns)
            right += same
            pictures += note == "picture" and not same
            if arguments.verbose and not same:
                print(f"  {file} table {number} {pages or ''}: {rows}×{columns}, read {own and f'{own[1]}×{own[2]}'} {note}")
        kind = file.rsplit(".", 1)[-1]
        for index, count in enumerate((len(tables[file]), right, pictures)):
            sums[kind][index] += count
        print(f"{file}: {right} of {len(tables[file])} tables right ({pictures} drawn as pictures), {len(found)} read; "
              f"{found_headings} headings read, {headings.get(file, 0)} counted")
    for kind, (wanted, right, pictures) in sorted(sums.items()):
        print(f"{kind}: {right} of {wanted} right, of {wanted - pictures} with text {right / max(1, wanted - pictures):.0%}")


if __name__ == "__main__":
    main()
