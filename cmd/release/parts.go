package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// part is something that is inside the program and was made by others: a module, Go
// itself, the fonts.
type part struct {
	Name, Version string
	Licence       string            // by the names of the SPDX list, as "MIT AND Apache-2.0"
	texts         map[string][]byte // its licences, by the name of the file
	uses          []string          // the names of the parts that it uses itself
}

// The parts that are no module.
const (
	goItself = "Go"
	fonts    = "Liberation Sans"
)

// listed is what Go says of a package.
type listed struct {
	ImportPath, Dir string
	Standard        bool
	Imports         []string
	Module          *listedModule
}

type listedModule struct {
	Path, Version, Dir string
	Main               bool
	Replace            *listedModule
}

// parts are all that is inside the program of a system, and what the program itself
// uses of it.
func (s *source) parts(ctx context.Context, t target) (all []part, own []string, err error) {
	text, err := output(ctx, s.dir, t.env(""), "go", "list", "-deps", "-json=ImportPath,Dir,Standard,Imports,Module", "./cmd/yearend")
	if err != nil {
		return nil, nil, err
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(text)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		packages = append(packages, p)
	}
	root, err := output(ctx, s.dir, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, nil, err
	}
	version, err := output(ctx, s.dir, nil, "go", "env", "GOVERSION")
	if err != nil {
		return nil, nil, err
	}
	return sorted(s.dir, root, strings.TrimPrefix(version, "go"), packages)
}

// sorted makes parts of packages.
func sorted(dir, root, version string, packages []listed) (all []part, own []string, err error) {
	partOf, dirs := map[string]string{}, map[string][]string{}
	for _, p := range packages {
		switch m := p.Module; {
		case p.Standard:
			partOf[p.ImportPath] = goItself
		case m.Main:
			partOf[p.ImportPath] = ""
		default:
			if m.Replace != nil {
				m = m.Replace
			}
			partOf[p.ImportPath] = m.Path + "@" + m.Version
			dirs[m.Path+"@"+m.Version] = append(dirs[m.Path+"@"+m.Version], m.Dir, p.Dir)
		}
	}
	uses := map[string]map[string]bool{"": {goItself: true, fonts: true}, goItself: {}, fonts: {}}
	for _, p := range packages {
		from := partOf[p.ImportPath]
		if uses[from] == nil {
			uses[from] = map[string]bool{}
		}
		for _, to := range p.Imports {
			if used := partOf[to]; used != from && used != "" && from != goItself {
				uses[from][nameOf(used)] = true
			}
		}
	}
	dirs[goItself+"@"+version] = []string{root}
	dirs[fonts+"@2.1.4"] = []string{filepath.Join(dir, "templates", "fonts")}
	for id, in := range dirs {
		p := part{Name: nameOf(id), texts: map[string][]byte{}}
		_, p.Version, _ = strings.Cut(id, "@")
		if err := p.findLicences(in); err != nil {
			return nil, nil, err
		}
		key := id
		if p.Name == goItself || p.Name == fonts {
			key = p.Name
		}
		p.uses = keys(uses[key])
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b part) int { return strings.Compare(a.Name, b.Name) })
	return all, keys(uses[""]), nil
}

func nameOf(id string) string {
	name, _, _ := strings.Cut(id, "@")
	return name
}

func keys(of map[string]bool) []string {
	var all []string
	for k := range of {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// findLicences reads the licences of a part: those at its root, the first of the
// folders, and any beside the packages of it that are used, or above them.
func (p *part) findLicences(dirs []string) error {
	root := dirs[0]
	for _, dir := range dirs {
		for {
			if err := p.readLicences(root, dir); err != nil {
				return err
			}
			if dir == root || !strings.HasPrefix(dir, root) {
				break
			}
			dir = filepath.Dir(dir)
		}
	}
	var names []string
	for file, text := range p.texts {
		known := licencesIn(string(text))
		if len(known) == 0 && !strings.HasPrefix(strings.ToUpper(path.Base(file)), "NOTICE") && !strings.HasPrefix(strings.ToUpper(path.Base(file)), "PATENTS") {
			return fmt.Errorf("%s: %s is no licence that is known here: read it, and see whether the program may be given out with it", p.Name, file)
		}
		names = append(names, known...)
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) == 0 {
		return fmt.Errorf("%s: no licence was found in %s", p.Name, root)
	}
	p.Licence = strings.Join(names, " AND ")
	return nil
}

func (p *part) readLicences(root, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || !licenceFile(e.Name()) {
			continue
		}
		text, err := fs.ReadFile(os.DirFS(dir), e.Name())
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		p.texts[filepath.ToSlash(relative)] = text
	}
	return nil
}

// licenceFile reports whether a file is a licence by its name, or what one asks to be
// given out with it.
func licenceFile(name string) bool {
	name = strings.ToUpper(name)
	if slices.Contains([]string{".GO", ".YAML", ".YML"}, path.Ext(name)) {
		return false
	}
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS", "OFL"}, func(begins string) bool { return strings.HasPrefix(name, begins) })
}

// licencesIn are the licences that a text is, by sentences that each of them has. All of
// them let the program be given out, as it is, with their words.
func licencesIn(text string) (names []string) {
	text = strings.Join(strings.Fields(text), " ")
	has := func(words ...string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	}
	if has("Apache License", "Version 2.0") {
		names = append(names, "Apache-2.0")
	}
	switch redistribution := has("Redistribution and use in source and binary forms"); {
	case redistribution && has("endorse or promote products"):
		names = append(names, "BSD-3-Clause")
	case redistribution:
		names = append(names, "BSD-2-Clause")
	}
	if has("Permission is hereby granted, free of charge, to any person obtaining a copy", "THE SOFTWARE IS PROVIDED") {
		names = append(names, "MIT")
	}
	if has("SIL OPEN FONT LICENSE Version 1.1") {
		names = append(names, "OFL-1.1")
	}
	return names
}
