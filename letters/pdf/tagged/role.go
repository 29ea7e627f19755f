package tagged

// A Role says what an element is: the standard structure types of PDF 1.7 that
// a letter needs.
type Role string

// The roles. Document is the root, which every Recorder opens by itself.
const (
	Document Role = "Document"
	Sect     Role = "Sect"
	H1       Role = "H1"
	H2       Role = "H2"
	H3       Role = "H3"
	H4       Role = "H4"
	P        Role = "P"
	L        Role = "L"
	LI       Role = "LI"
	Lbl      Role = "Lbl"
	LBody    Role = "LBody"
	Table    Role = "Table"
	TR       Role = "TR"
	TH       Role = "TH"
	TD       Role = "TD"
	Figure   Role = "Figure"
	Link     Role = "Link"
	Span     Role = "Span"
)

// A rule is what the standards ask of one role's place in the tree.
type rule struct {
	within   []Role // the only parents allowed; any if empty
	children []Role // the only children allowed; any if empty
	bare     bool   // holds elements only, no content of its own
}

// rules has every role that exists.
var rules = map[Role]*rule{
	Document: {bare: true},
	Sect:     {bare: true},
	H1:       {},
	H2:       {},
	H3:       {},
	H4:       {},
	P:        {},
	L:        {children: []Role{LI}, bare: true},
	LI:       {within: []Role{L}, children: []Role{Lbl, LBody}, bare: true},
	Lbl:      {within: []Role{LI}},
	LBody:    {within: []Role{LI}},
	Table:    {children: []Role{TR}, bare: true},
	TR:       {within: []Role{Table}, children: []Role{TH, TD}, bare: true},
	TH:       {within: []Role{TR}},
	TD:       {within: []Role{TR}},
	Figure:   {},
	Link:     {},
	Span:     {},
}

// level is a heading's rank, 0 for what is no heading.
func (r Role) level() int {
	switch r {
	case H1, H2, H3, H4:
		return int(r[1] - '0')
	}
	return 0
}
