// Command release makes what is given out: from a tag, or where there is none from the
// newest commit, a zip for each system with the program, the licences of all that is
// inside, a page for whoever uses it and one for the IT desk, and the list of its parts.
// What lies uncommitted in the folder is never part of it.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var o order
	twice := flag.Bool("twice", false, "make everything a second time, elsewhere and from nothing, and see that it is the same to the byte")
	flag.StringVar(&o.out, "out", "bin/release", "the `folder` to write into")
	targets := flag.String("targets", allTargets, "the `systems` to make it for")
	flag.StringVar(&o.certificate.file, "certificate", "", "sign the .exe with this `file`: .p12 or .pfx, or .pem with -key")
	flag.StringVar(&o.certificate.key, "key", "", "the private key's `file`, where the certificate is a .pem")
	flag.StringVar(&o.certificate.password, "password-file", "", "the `file` whose first line is the password of the key")
	flag.StringVar(&o.certificate.timestamp, "timestamp", "", "the `address` of a server that notes when it was signed")
	flag.Parse()
	o.targets = strings.Fields(*targets)
	err := run(ctx, ".", o, *twice, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "release: error:", err)
		os.Exit(1)
	}
}

// order is what is to be made.
type order struct {
	out         string
	targets     []string // as windows/amd64
	cache       string   // of Go's builds; empty for the usual one
	certificate certificate
}

// run makes a release of the repository at root, once or twice.
func run(ctx context.Context, root string, o order, twice bool, say io.Writer) error {
	made, err := make1(ctx, root, o, say)
	if err != nil || !twice {
		return err
	}
	if o.certificate.file != "" {
		return errors.New("a signature has its moment in it: compare what is not signed")
	}
	elsewhere, err := os.MkdirTemp("", "yearend-release-again-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(elsewhere)
	again := o
	again.out, again.cache = filepath.Join(elsewhere, "out"), filepath.Join(elsewhere, "cache")
	if _, err := make1(ctx, root, again, io.Discard); err != nil {
		return err
	}
	if err := same(o.out, again.out, made); err != nil {
		return err
	}
	fmt.Fprintln(say, "made twice, the second time from nothing: the same bytes")
	return nil
}

// make1 makes every file of a release once, and names them.
func make1(ctx context.Context, root string, o order, say io.Writer) (made []string, err error) {
	s, err := take(ctx, root)
	if err != nil {
		return nil, err
	}
	defer s.discard()
	fmt.Fprintln(say, s)
	if err := errors.Join(os.RemoveAll(o.out), os.MkdirAll(o.out, 0o777)); err != nil {
		return nil, err
	}
	var sums strings.Builder
	for _, name := range o.targets {
		t, err := targetOf(name)
		if err != nil {
			return nil, err
		}
		files, err := s.pack(ctx, t, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t, err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(o.out, f.name), f.data, 0o666); err != nil {
				return nil, err
			}
			fmt.Fprintf(&sums, "%s  %s\n", digest(f.data), f.name)
			fmt.Fprintf(say, "%s  %.1f MB\n", filepath.Join(o.out, f.name), float64(len(f.data))/1e6)
			made = append(made, f.name)
		}
	}
	const list = "SHA256SUMS"
	return append(made, list), os.WriteFile(filepath.Join(o.out, list), []byte(sums.String()), 0o666)
}

// same sees that files of two folders have the same bytes.
func same(one, other string, names []string) error {
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(one, name))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			return fmt.Errorf("%s is not the same when it is made again", name)
		}
	}
	return nil
}
