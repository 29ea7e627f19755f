// Package register is the run folder: a run is written beside its final name
// and renamed when it is whole, so that a folder called run-… is always a
// finished one. It is never changed after.
package register
