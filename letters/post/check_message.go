package post

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"

	"yearend/letters/register"
)

// check reads the finished message as its receiver will, and sees that it goes
// to one mailbox, and carries the letters that it names, whole and no other.
func (m Message) check(parcel []register.Envelope) error {
	read, err := mail.ReadMessage(bytes.NewReader(m.Bytes))
	if err != nil {
		return mismatch("the message cannot be read: %v", err)
	}
	to, err := read.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != m.To || read.Header.Get("Cc") != "" || read.Header.Get("Bcc") != "" {
		return mismatch("the message is not to %s alone", m.To)
	}
	if got := read.Header.Get(ReferenceHeader); got != references(parcel) {
		return mismatch("the message carries the reference %q, not %s", got, references(parcel))
	}
	files, err := attached(read.Header.Get("Content-Type"), read.Body)
	if err != nil {
		return mismatch("the message is not whole: %v", err)
	}
	var want []attachment
	for _, e := range parcel {
		want = append(want, attachment{AttachmentName(e), e.SHA256})
	}
	if !slices.Equal(files, want) {
		return mismatch("the message does not carry %s as approved, and nothing else", references(parcel))
	}
	return nil
}

// attachment is a file in a message, by its name and its digest.
type attachment struct{ name, digest string }

// attached are the files in a part of a message, and in the parts that it is made of. A
// part that ends before its mark is an error.
func attached(kind string, body io.Reader) (files []attachment, err error) {
	kind, params, err := mime.ParseMediaType(kind)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil, err
	}
	for parts := multipart.NewReader(body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if name := part.FileName(); name != "" {
			digest, err := register.DigestOf(io.Discard, func(w io.Writer) error {
				_, err := io.Copy(w, base64.NewDecoder(base64.StdEncoding, part))
				return err
			})
			if err != nil {
				return nil, err
			}
			files = append(files, attachment{name, digest})
			continue
		}
		inner, err := attached(part.Header.Get("Content-Type"), part)
		if err != nil {
			return nil, err
		}
		files = append(files, inner...)
	}
}
