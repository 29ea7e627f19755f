package main

import (
	"fmt"
	"os"

	"yearend/letters"
	"yearend/letters/pdf"
)

// logo is the issuer's picture as it was read, and as letters take it.
type logo struct {
	file    []byte
	picture *letters.Picture
}

// readLogo reads the picture that issuer.logo names, if it names one.
func (p *project) readLogo() error {
	if p.Issuer.Logo == "" {
		return nil
	}
	var err error
	if p.logo.file, err = os.ReadFile(p.path(p.Issuer.Logo)); err != nil {
		return fmt.Errorf("read issuer.logo: %w", err)
	}
	if p.logo.picture, err = pdf.Logo(p.logo.file); err != nil {
		return fmt.Errorf("read issuer.logo: %s: %w", p.Issuer.Logo, err)
	}
	return nil
}
