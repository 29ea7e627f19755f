package desk

import "strconv"

// mostRows is how many rows of a long table stand on one page.
const mostRows = 100

// paging is which rows of a long table a page shows, and where the others are.
type paging struct {
	From, To, All  int
	Earlier, Later string // the pages before and after; empty where there is none
}

// First and Last are the rows as a person counts them.
func (p paging) First() int { return p.From + 1 }
func (p paging) Last() int  { return p.To }

// paging takes the page of a table that the address asks for; the nearest where it has
// fewer.
func (v *visit) paging(rows int) paging {
	asked, _ := strconv.Atoi(v.URL.Query().Get("page"))
	last := max(1, (rows+mostRows-1)/mostRows)
	at := min(max(1, asked), last)
	p := paging{From: (at - 1) * mostRows, To: min(at*mostRows, rows), All: rows}
	if at > 1 {
		p.Earlier = v.placeWith("page", strconv.Itoa(at-1))
	}
	if at < last {
		p.Later = v.placeWith("page", strconv.Itoa(at+1))
	}
	return p
}

// placeWith is the address of this page with one more thing asked of it.
func (v *visit) placeWith(name, value string) string {
	query := v.URL.Query()
	query.Del("note")
	query.Set(name, value)
	return v.URL.Path + "?" + query.Encode()
}
