package main

import "yearend/letters/post"

// posted counts the letters of a scheme by what became of them.
type posted struct {
	Sent    int `json:"sent"`
	Owed    int `json:"to_send"`
	Refused int `json:"refused"`
	Unknown int `json:"unknown"`
	ByHand  int `json:"by_hand"` // a person must post it, or put right what stops it
}

// countPosted adds the letters of one run to their schemes.
func (s *standing) countPosted(p *posting) {
	for i := range s.Schemes {
		of := &s.Schemes[i]
		for _, e := range p.bag.Envelopes {
			if e.Scheme == of.Scheme {
				of.Posted = of.Posted.with(p.standing[e.Reference], p.bag.Stays[e.Reference] != "")
			}
		}
	}
}

func (c posted) with(s post.Standing, stays bool) posted {
	switch s.Now() {
	case post.IsSent:
		c.Sent++
	case post.IsRefused:
		c.Refused++
	case post.IsUnknown:
		c.Unknown++
	case post.IsNowhere, post.IsStopped:
		c.ByHand++
	case post.IsOwed:
		if stays {
			c.ByHand++
		} else {
			c.Owed++
		}
	}
	return c
}
