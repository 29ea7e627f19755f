package edit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// picturesFolder is where pictures for the letters are kept, beside the project file.
const picturesFolder = "pictures"

// pictureKeys are the settings that name a picture.
var pictureKeys = []string{"logo", "signature"}

// TakePicture keeps a picture for the letters, and has the project file name it as the
// logo or the signature. One that no letter could show is not kept.
func TakePicture(p season.Project, key, name string, from io.Reader) (string, error) {
	if !slices.Contains(pictureKeys, key) {
		return "", fmt.Errorf("there is no picture %q in a letter", key)
	}
	if why := whyNoName(name); why != "" {
		return "", fmt.Errorf("%q was not taken: %s: save it under another name", shortened(name), why)
	}
	data, err := io.ReadAll(io.LimitReader(from, register.MostPicture+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s was not taken: %w", name, err)
	case len(data) > register.MostPicture:
		return "", fmt.Errorf("%s was not taken: a picture has at most %d MB", name, register.MostPicture>>20)
	}
	root, err := inputsOf(p, picturesFolder)
	if err != nil {
		return "", err
	}
	if err := root.Close(); err != nil {
		return "", err
	}
	kept, isNew, err := freeFor(p, name, data)
	if err != nil {
		return "", err
	}
	picture := file{path: p.Path(kept), now: data}
	if isNew {
		if err := write(picture); err != nil {
			return "", err
		}
	}
	err = namePicture(p, key, kept)
	if err != nil && isNew {
		err = errors.Join(err, picture.undo())
	}
	return kept, err
}

// NoPicture has the project file name no picture any more. The file stays where it is.
func NoPicture(p season.Project, key string) error {
	if !slices.Contains(pictureKeys, key) {
		return fmt.Errorf("there is no picture %q in a letter", key)
	}
	return namePicture(p, key, "")
}

func namePicture(p season.Project, key, name string) error {
	now, err := set(p.Text(), trail{"issuer", key}, text(name))
	if err != nil {
		return wayOut("in an editor, write "+key+": "+name+" under issuer", "%s: %w", path.Base(p.File()), err)
	}
	if _, err := judged(p, now); err != nil {
		return err
	}
	return write(file{p.File(), p.Text(), now})
}

// freeFor is where a picture is kept: under its own name, or the next that is free where
// another picture has that.
func freeFor(p season.Project, name string, data []byte) (kept string, isNew bool, err error) {
	ending := path.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	for i := 1; ; i++ {
		if i > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, i, ending)
		}
		kept = path.Join(picturesFolder, name)
		there, err := register.ReadPlain(p.Path(kept), register.MostRecord)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return kept, true, nil
		case err != nil:
			return kept, false, fmt.Errorf("keep the picture: %w", err)
		case bytes.Equal(there, data):
			return kept, false, nil
		}
	}
}
