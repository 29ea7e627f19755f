#!/usr/bin/python3
"""Makes openpyxl.tar.gz and libreoffice.tar.gz beside itself: 60 workbooks each.

It was run with openpyxl 3.0.9 and LibreOffice 7.4 on Debian 12:

    /usr/bin/python3 make.py

The workbooks are drawn from seeds. Each is kept as the program wrote its parts,
but not packed, so that what all have in common is packed once.
"""
import datetime, gzip, io, os, random, subprocess, tarfile, tempfile, zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = ["P81900", " spaces ", "a & b < c > d \"e\" 'f'", "two\nlines", "tab\there", "Ŵyn, é, 課, 😀", "_x0041_", "0012", "\u00a0no break\u00a0", "]]>",
         "31/03/2026", "80%", "Practice code", "£8,317.43"]
FORMATS = ["General", "0", "0.00", "0%", "0.00%", "dd/mm/yyyy", "mmm-yy", "yyyy-mm-dd hh:mm:ss", '"£"#,##0.00;[Red]-"£"#,##0.00', '#,##0" days"', "@", "[h]:mm:ss", "0.00E+00", "# ?/?"]


def value(draw):
    sort = draw.randrange(7)
    if sort == 0:
        return draw.randrange(-1000, 1000000)
    if sort == 1:
        return draw.random() * 10 ** draw.randrange(-8, 9)
    if sort == 2:
        return datetime.datetime(2025, 4, 1) + datetime.timedelta(hours=draw.randrange(9000))
    if sort == 3:
        return draw.random() < 0.5
    if sort == 4:
        return "=SUM(A1:A9)" if draw.random() < 0.5 else '=LOWER("ECG")'
    return draw.choice(TEXTS)


def by_openpyxl(seed, path):
    draw = random.Random(seed)
    book = openpyxl.Workbook(write_only=False)
    if draw.random() < 0.3:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for n in range(1 + draw.randrange(2)):
        sheet = book.active if n == 0 else book.create_sheet("Other & more")
        for _ in range(1 + draw.randrange(50)):
            cell = sheet.cell(row=1 + draw.randrange(30), column=1 + draw.randrange(10))
            cell.value = value(draw)
            cell.number_format = draw.choice(FORMATS)
            if draw.random() < 0.2:
                cell.font = Font(bold=True)
        if draw.random() < 0.3:
            sheet.row_dimensions[3].hidden = True
            sheet.column_dimensions["C"].hidden = True
        if draw.random() < 0.3:
            sheet.auto_filter.ref = "A1:D9"
            sheet.freeze_panes = "A2"
    book.properties.created = book.properties.modified = datetime.datetime(2026, 4, 17)
    book.save(path)


def flat_cell(draw):
    v = value(draw)
    style = " table:style-name=%s" % quoteattr("c%d" % draw.randrange(len(FLAT)))
    office = "office:value-type"
    if isinstance(v, bool):
        return '<table:table-cell%s %s="boolean" office:boolean-value="%s"/>' % (style, office, str(v).lower())
    if isinstance(v, (int, float)):
        return '<table:table-cell%s %s="float" office:value="%r"/>' % (style, office, v)
    if isinstance(v, datetime.datetime):
        return '<table:table-cell%s %s="date" office:date-value="%s"/>' % (style, office, v.isoformat())
    if v.startswith("="):
        formula = {"=SUM(A1:A9)": "of:=1+2*3", '=LOWER("ECG")': 'of:=LOWER("ECG")'}[v]
        if draw.random() < 0.3:
            formula = "of:=NA()"
        return "<table:table-cell%s table:formula=%s/>" % (style, quoteattr(formula))
    lines = "".join("<text:p>%s</text:p>" % escape(line).replace("\t", "<text:tab/>") for line in v.split("\n"))
    if draw.random() < 0.3:
        lines = '<text:p><text:span text:style-name="bold">%s</text:span>, and plain</text:p>' % escape(v.replace("\n", " "))
    return '<table:table-cell%s %s="string">%s</table:table-cell>' % (style, office, lines)


# The number formats of LibreOffice's cells, by what its own files call them.
FLAT = [
    '<number:number-style style:name="n0"><number:number number:min-integer-digits="1"/></number:number-style>',
    '<number:number-style style:name="n1"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
    '<number:percentage-style style:name="n2"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>',
    '<number:date-style style:name="n3"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>',
    '<number:date-style style:name="n4"><number:month number:textual="true"/><number:text>-</number:text><number:year/></number:date-style>',
    '<number:time-style style:name="n5"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>',
    '<number:text-style style:name="n6"><number:text-content/></number:text-style>',
]


def flat_sheet(seed):
    draw = random.Random(seed)
    rows = []
    for _ in range(1 + draw.randrange(20)):
        cells = ["<table:table-cell/>" if draw.random() < 0.3 else flat_cell(draw) for _ in range(1 + draw.randrange(8))]
        hidden = ' table:visibility="collapse"' if draw.random() < 0.1 else ""
        rows.append("<table:table-row%s>%s</table:table-row>" % (hidden, "".join(cells)))
    null_date = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>' if draw.random() < 0.3 else ""
    spaces = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, n) for p, n in
                      [("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("number", "datastyle"), ("fo", "xsl-fo-compatible")])
    styles = "".join(FLAT) + "".join('<style:style style:name="c%d" style:family="table-cell" style:data-style-name="n%d"/>' % (i, i) for i in range(len(FLAT)))
    styles += '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            '<office:automatic-styles>%s</office:automatic-styles><office:body><office:spreadsheet>%s<table:table table:name="Data">%s</table:table>'
            "</office:spreadsheet></office:body></office:document>") % (spaces, styles, null_date, "".join(rows))


def keep(name, paths):
    """Packs workbooks together, each with its parts as they are."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in paths:
            inner = io.BytesIO()
            with zipfile.ZipFile(path) as packed, zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as stored:
                for part in packed.infolist():
                    stored.writestr(zipfile.ZipInfo(part.filename, (2026, 4, 17, 0, 0, 0)), packed.read(part.filename))
            entry = tarfile.TarInfo(os.path.basename(path))
            entry.size = len(inner.getvalue())
            archive.addfile(entry, io.BytesIO(inner.getvalue()))
    with open(os.path.join(HERE, name + ".tar.gz"), "wb") as file:
        file.write(gzip.compress(out.getvalue(), 9, mtime=0))


def main():
    with tempfile.TemporaryDirectory() as work:
        made = [os.path.join(work, "o%02d.xlsx" % n) for n in range(60)]
        for n, path in enumerate(made):
            by_openpyxl(n, path)
        keep("openpyxl", made)
        flats = [os.path.join(work, "l%02d.fods" % n) for n in range(60)]
        for n, path in enumerate(flats):
            with open(path, "w", encoding="utf-8") as file:
                file.write(flat_sheet(n))
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + work + "/profile", "--convert-to", "xlsx", "--outdir", work, *flats], check=True, stdout=subprocess.DEVNULL)
        keep("libreoffice", [path.replace(".fods", ".xlsx") for path in flats])


main()
