package letters

func (p *page) list(l List) {
	tag := map[bool]string{false: "ul", true: "ol"}[l.Numbered]
	p.open(tag, "")
	for _, item := range l.Items {
		p.open("li", "")
		p.spans(item)
		p.write("</li>")
	}
	p.write("</", tag, ">\n")
}

func (p *page) summary(s Summary) {
	p.write(`<dl class="summary">`)
	for _, row := range s.Rows {
		p.element("dt", "", row.Label)
		p.write("<dd>")
		p.value(row.Value, row.Strong)
		p.write("</dd>")
	}
	p.write("</dl>\n")
}

func (p *page) account(a Account) {
	p.open("table", ` class="short"`)
	p.caption(a.Caption)
	p.columns([]Column{{Header: a.Item}, {Header: a.Sum, Number: true}})
	for _, row := range a.Rows {
		p.write("<tr>")
		p.element("th", ` scope="row"`, row.Label)
		p.open("td", ` class="n"`)
		p.value(row.Value, row.Strong)
		p.write("</td></tr>")
	}
	p.write("</tbody></table>\n")
}

// table can be moved sideways on a narrow screen, also by the keyboard.
func (p *page) table(t Table) {
	p.scroll(t.Caption, "")
	p.columns(t.Columns)
	for _, row := range t.Rows {
		p.write("<tr>")
		for i, cell := range row.Cells {
			if i == 0 {
				p.element("th", ` scope="row"`, cell)
				continue
			}
			p.open("td", number(t.Columns[i]))
			p.value(cell, row.Strong)
			p.write("</td>")
		}
		p.write("</tr>\n")
	}
	p.write("</tbody></table></div>\n")
}

func (p *page) scroll(caption, attributes string) {
	p.write(`<div class="scroll" tabindex="0" role="region" aria-label="`)
	p.text(caption)
	p.write(`">`)
	p.open("table", attributes)
	p.caption(caption)
}

// caption names a table. Where the heading above it says the same, it is for
// those who go from table to table, and not seen.
func (p *page) caption(words string) {
	if words == p.heading {
		p.element("caption", ` class="heard"`, words)
		return
	}
	p.element("caption", "", words)
}

func (p *page) columns(columns []Column) {
	p.write("<thead><tr>")
	for _, c := range columns {
		p.element("th", ` scope="col"`+number(c), c.Header)
	}
	p.write("</tr></thead>\n<tbody>")
}

func number(c Column) string {
	if c.Number {
		return ` class="n"`
	}
	return ""
}

// chart says in a table what the picture of the other form shows.
func (p *page) chart(c Chart) {
	p.scroll(c.Caption, ` class="short"`)
	p.columns([]Column{{Header: c.Key[2]}, {Header: c.Key[0], Number: true}, {Header: c.Key[1], Number: true}})
	for i, month := range c.Months {
		p.write("<tr>")
		p.element("th", ` scope="row"`, month)
		p.element("td", ` class="n"`, Count(c.Recorded[i]))
		p.element("td", ` class="n"`, Expected(c, i))
		p.write("</tr>")
	}
	p.write("</tbody></table></div>\n")
	p.element("p", "", c.Year)
	p.write("\n")
}

// outlook says in a table what the picture of the other form shows.
func (p *page) outlook(o Outlook) {
	p.scroll(o.Caption, ` class="short"`)
	p.columns([]Column{{Header: o.Key[4]}, {Header: o.Key[0], Number: true}, {Header: o.Key[3], Number: true}, {Header: o.Key[1], Number: true}, {Header: o.Key[2], Number: true}})
	for i, month := range o.Months {
		p.write("<tr>")
		p.element("th", ` scope="row"`, month)
		for _, cell := range o.Row(i) {
			p.element("td", ` class="n"`, cell)
		}
		p.write("</tr>")
	}
	p.write("</tbody></table></div>\n")
	p.element("p", "", o.Gist)
	p.write("\n")
}

func (p *page) signature(s Signature) {
	p.element("p", "", s.Ends())
	if s.Picture != nil {
		p.picture(*s.Picture)
	}
	for _, lines := range [][]string{s.Lines(), s.Beside()} {
		if lines != nil {
			p.write("\n")
			p.open("p", "")
			p.lines(lines)
			p.write("</p>")
		}
	}
	p.write("\n")
}
