package desk

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"html"
	"net/http"
	"sync"
)

// guard lets in the one browser that was opened, and nobody else of this computer or
// of the web: by a token of one use that becomes a cookie, by the name that the
// server is asked for (a page elsewhere may give its own name our address), by where
// a request comes from, and by a word that only our own forms know.
type guard struct {
	host    string // 127.0.0.1 with the port
	session string
	form    string

	token *token
}

// token is good once.
type token struct {
	mu   sync.Mutex
	word string        // empty when it has been used
	used chan struct{} // closed then
}

func newGuard(host string) (guard, error) {
	return guard{host: host, session: rand.Text(), form: rand.Text(), token: &token{word: rand.Text(), used: make(chan struct{})}}, nil
}

// use reports whether the word is the token, which is then used up.
func (t *token) use(word string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.word == "" || !same(t.word, word) {
		return false
	}
	t.word = ""
	close(t.used)
	return true
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// origin is how a browser names our own pages.
func (g guard) origin() string { return "http://" + g.host }

// opening is the address that opens the desk, once.
func (g guard) opening() string { return g.origin() + openPath + "?token=" + g.token.word }

const openPath = "/open"

// cookieName has the port in it: a browser sends the cookies of one port of this
// computer to all of them.
func (g guard) cookieName() string { return "yearend-desk-" + g.host[len("127.0.0.1:"):] }

// cookie is what the token becomes.
func (g guard) cookie() *http.Cookie {
	return &http.Cookie{Name: g.cookieName(), Value: g.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
}

// policy is what our own pages may fetch: what this server has, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded lets a request through that is the person's own.
func (d *Desk) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch why := d.guard.refuses(r); {
		case why != "":
			refuse(w, why)
		case r.URL.Path == openPath:
			d.open(w, r)
		case !d.guard.knows(r):
			refuse(w, "This page is open to the browser that the program opened. Open it from there, or end the program and start it again.")
		default:
			d.touch()
			next.ServeHTTP(w, r)
		}
	})
}

// refuses says why a request is none of our own pages'; empty where it may be.
func (g guard) refuses(r *http.Request) string {
	const elsewhere = "This was asked for from another page."
	switch origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site"); {
	case r.Host != g.host:
		return "This server has another name."
	case origin != "" && origin != g.origin():
		return elsewhere
	case site == "cross-site" && r.URL.Path != openPath || site == "same-site": // another port of this computer is the same site
		return elsewhere
	case r.Method != http.MethodGet && r.Method != http.MethodHead && (r.Method != http.MethodPost || origin == ""):
		return elsewhere
	}
	return ""
}

// knows reports whether a request has the cookie.
func (g guard) knows(r *http.Request) bool {
	c, err := r.Cookie(g.cookieName())
	return err == nil && same(c.Value, g.session)
}

// open turns the token into the cookie. The page that it leads to is asked for by a
// page of our own: a browser keeps a strict cookie from whatever others begin.
func (d *Desk) open(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet || !d.guard.token.use(r.URL.Query().Get("token")) {
		if r.Method == http.MethodGet && d.guard.knows(r) { // the same tab, loaded again
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		refuse(w, "This address opens the desk once, and has been used. If it was not you who used it, end the program and start it again.")
		return
	}
	d.touch()
	http.SetCookie(w, d.guard.cookie())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write([]byte(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>yearend</title><p><a href="/">Open the desk</a></p></html>`))
}

// refuse says no, and nothing of what is here.
func refuse(w http.ResponseWriter, why string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not shown – yearend</title></head><body><main><h1>Not shown</h1><p>yearend: %s</p><p>To open the season: go to the tab that the program opened; or end the program, and start it again with a double-click on yearend.exe or with yearend desk.</p></main></body></html>`, html.EscapeString(why))
}
