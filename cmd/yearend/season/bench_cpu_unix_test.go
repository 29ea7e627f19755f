//go:build unix

package season

import "syscall"

// cpuSeconds is the processor time that this process has taken: what a machine
// with other work on it cannot distort.
func cpuSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}
