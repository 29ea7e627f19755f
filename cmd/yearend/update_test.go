package main

import "flag"

// update makes the tests write goldens instead of comparing them.
var update = flag.Bool("update", false, "write goldens instead of comparing")
