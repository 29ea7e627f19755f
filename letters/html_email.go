package letters

import "slices"

// EmailHTML writes the body of a message as a page; its first line is the marking.
// Mail programs keep little of a style sheet, and Outlook for Windows knows no largest
// width: so every element carries its style, and the page is a table of 600 pixels,
// narrower where the window is.
func EmailHTML(e Email) string { return string(AppendEmailHTML(nil, e)) }

// AppendEmailHTML adds that page to a text.
func AppendEmailHTML(to []byte, e Email) []byte {
	p := page{out: slices.Grow(to, 16<<10), inline: emailStyles}
	p.write("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	p.text(e.Subject)
	p.write("</title>\n</head>\n<body style=\"margin:0;padding:0;background-color:#ffffff\">\n", emailOpens)
	p.marking(e.Marking)
	p.blocks(e.Blocks)
	p.write(emailCloses, "</body>\n</html>\n")
	return p.out
}

// The page: what Outlook reads stands in a comment that only it reads.
const (
	emailOpens = `<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" align="center" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;margin:0 auto;table-layout:fixed;border-collapse:collapse"><tr><td style="padding:16px;` + emailType + `;word-wrap:break-word;overflow-wrap:break-word">
`
	emailCloses = `</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
`
	emailType = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:24px;color:#212b32"
	emailCell = "padding:6px 8px 6px 0;border-bottom:1px solid #768692;font-size:14px;line-height:20px;vertical-align:top;word-wrap:break-word;overflow-wrap:break-word;text-align:"
)

// emailStyles are those of each tag, and of a tag with its attributes.
var emailStyles = map[string]string{
	"p":                        "margin:0 0 16px 0;" + emailType,
	`p class="marking"`:        "margin:0 0 16px 0;text-align:center;font-weight:bold;" + emailType,
	"h2":                       "margin:0 0 12px 0;font-family:Arial,Helvetica,sans-serif;font-size:19px;line-height:24px;color:#005eb8",
	"ul":                       "margin:0 0 16px 0;padding:0 0 0 24px",
	"ol":                       "margin:0 0 16px 0;padding:0 0 0 24px",
	"li":                       "margin:0 0 4px 0;" + emailType,
	"a":                        "color:#005eb8",
	"address":                  "margin:0 0 16px 0;font-style:normal;" + emailType,
	"table":                    "width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 16px 0",
	"caption":                  "padding:0 0 8px 0;text-align:left;font-weight:bold;" + emailType,
	`th scope="row"`:           emailCell + "left;font-weight:bold",
	`th scope="col"`:           emailCell + "left;font-weight:bold",
	`th scope="col" class="n"`: emailCell + "right;font-weight:bold",
	"td":                       emailCell + "left",
	`td class="n"`:             emailCell + "right",
}

// boxed is the box of an e-mail: each label stands above what it comes to, so that it
// is read on a telephone as well.
func (p *page) boxed(s Summary) {
	p.write(`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 16px 0">`,
		`<tr><td style="padding:12px 16px 4px 16px;background-color:#e8edee;border-left:6px solid #005eb8">`)
	for _, row := range s.Rows {
		size := "font-size:16px;line-height:22px"
		if row.Strong {
			size = "font-size:24px;line-height:30px;font-weight:bold"
		}
		p.write(`<p style="margin:0 0 8px 0;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;color:#212b32">`)
		p.element("strong", "", row.Label)
		p.write(`<br><span style="`, size, `">`)
		p.text(row.Value)
		p.write("</span></p>")
	}
	p.write("</td></tr></table>\n")
}
