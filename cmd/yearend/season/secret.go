package season

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"yearend/letters/post"
	"yearend/letters/register"
)

// Secret is where the password, or for xoauth2 the token, comes from. It never
// stands in the project file, and is never an argument, which others could see.
type Secret struct {
	Env     string
	File    string
	Command []string // prints a token; for xoauth2 only
}

func (s Secret) faults(auth string) []string {
	var faults []string
	sources := 0
	for _, named := range []bool{s.Env != "", s.File != "", len(s.Command) > 0} {
		if named {
			sources++
		}
	}
	if sources > 1 {
		faults = append(faults, "mail.secret: name one of env, file and command")
	}
	if len(s.Command) > 0 && auth != string(post.XOAuth2) {
		faults = append(faults, "mail.secret: a command is for tokens, with auth: xoauth2")
	}
	if sources == 0 && auth == string(post.XOAuth2) {
		faults = append(faults, "mail.secret: say where the token comes from: env, file or command")
	}
	return faults
}

// AskSecret has a person type the password of an account.
type AskSecret func(ctx context.Context, user string) (string, error)

// secret gives the password or the token. A token is fetched anew for each
// sign-in, since it is short-lived; a password is asked for once.
func (p Project) secret(ask AskSecret) func(context.Context) (string, error) {
	from := p.Mail.Secret
	typed := ""
	return func(ctx context.Context) (string, error) {
		switch {
		case from.Env != "":
			if value := os.Getenv(from.Env); value != "" {
				return value, nil
			}
			return "", fmt.Errorf("the environment variable %s, named in mail.secret, is not set", from.Env)
		case from.File != "":
			return readSecret(p.path(from.File))
		case len(from.Command) > 0:
			return fetchToken(ctx, from.Command)
		}
		var err error
		if typed == "" {
			typed, err = ask(ctx, p.Mail.User)
		}
		return typed, err
	}
}

// readSecret reads a file that others cannot read.
func readSecret(file string) (string, error) {
	if err := private(file); err != nil {
		return "", fmt.Errorf("the file of mail.secret: %w", err)
	}
	text, err := register.ReadPlain(file, register.MostText)
	if err != nil {
		return "", fmt.Errorf("the file of mail.secret: %w", err)
	}
	value := strings.TrimRight(asSaved(text), "\r\n")
	if value == "" || strings.ContainsAny(value, "\r\n") {
		return "", fmt.Errorf("%s holds no password: it should be one line with nothing else", file)
	}
	return value, nil
}

// asSaved is a text as an editor or a shell on Windows may write it: in UTF-16, or with
// the mark before UTF-8, which is no part of a password.
func asSaved(text []byte) string {
	decoded, _, err := transform.Bytes(unicode.BOMOverride(encoding.Nop.NewDecoder()), text)
	if err != nil {
		return string(text)
	}
	return string(decoded)
}

// fetchToken runs the command that prints a token. Its output is not repeated.
func fetchToken(ctx context.Context, command []string) (string, error) {
	fetch := exec.CommandContext(ctx, command[0], command[1:]...)
	fetch.WaitDelay = time.Second // what it has started itself may hold its output open
	output, err := fetch.Output()
	if err != nil {
		return "", fmt.Errorf("the command of mail.secret, %s: %w", command[0], err)
	}
	token := strings.TrimSpace(asSaved(output))
	if token == "" || strings.ContainsAny(token, " \r\n") {
		return "", fmt.Errorf("the command of mail.secret, %s, did not print one token", command[0])
	}
	return token, nil
}

// CheckSecretFile refuses a file that holds no password, or that others can read.
func CheckSecretFile(file string) error {
	_, err := readSecret(file)
	return err
}
