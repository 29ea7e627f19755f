package main

const family = "Yearend Sans"

// names is what the cut font says of itself: whose work it is, under which
// licence, and that it is not the original.
func (s style) names() []name {
	return []name{
		{0, "Digitized data copyright (c) 2010 Google Corporation. Copyright (c) 2012 Red Hat, Inc."},
		{1, family},
		{2, s.subfamily},
		{3, s.postScript + " 2.1.4"},
		{4, family + " " + s.subfamily},
		{5, "Version 2.1.4"},
		{6, s.postScript},
		{10, "Cut from Liberation Sans 2.1.4, without hints"},
		{13, "Licensed under the SIL Open Font License, Version 1.1"},
		{14, "http://scripts.sil.org/OFL"},
	}
}
