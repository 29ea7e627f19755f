package season

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime/debug"

	"yearend/letters/post"
)

// Here is who works, and where: what tells two people, two computers and two
// copies of a project apart.
type Here struct {
	Account  string
	Computer string
	Profile  string // the folder of the program in the user's own profile; empty where there is none
}

// ThisComputer is where the program runs.
func ThisComputer() Here {
	h := Here{Account: account(), Computer: computer()}
	if dir, err := os.UserConfigDir(); err == nil {
		h.Profile = filepath.Join(dir, "yearend")
	}
	return h
}

// CollectLess has garbage collected a quarter as often as Go does by itself, which is a
// tenth less work for the processors, for some 40 MB more: nearly all that a letter is
// made of is forgotten with it. What is made of a whole nation would come to more; it is
// collected as often as before once there is mostMemory of it.
func CollectLess() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(min(mostMemory, debug.SetMemoryLimit(-1)))
}

// mostMemory is twice what is held of a nation when its tables are written.
const mostMemory = 512 << 20

func account() string {
	u, err := user.Current()
	if err != nil {
		return "somebody"
	}
	return u.Username
}

func computer() string {
	name, err := os.Hostname()
	if err != nil {
		return "a computer without a name"
	}
	return name
}

// At has the project worked on by somebody, somewhere.
func (p Project) At(h Here) Project {
	p.here = h
	return p
}

// keep is where the journals of this project are kept account of.
func (p Project) keep() post.Keep {
	return post.Keep{
		Origin:  post.Origin{Computer: p.here.Computer, Account: p.here.Account, Folder: wholePath(filepath.Dir(p.file)), Runs: wholePath(p.folder().Root)},
		Issuer:  p.Issuer.Code,
		Profile: filepath.Join(p.here.Profile, "sendings"),
	}
}

// wholePath is the one path of a folder, whichever way leads to it.
func wholePath(dir string) string {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	if straight, err := filepath.EvalSymlinks(whole); err == nil {
		return straight
	}
	return whole
}
