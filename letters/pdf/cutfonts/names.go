package main

import (
	"unicode/utf8"

	"yearend/letters/pdf/latin"
)

// unassigned is what a code without a character decodes to.
const unassigned = utf8.RuneError

// characters lists all that package latin can encode.
func characters() (list []rune) {
	for code := range 256 {
		if r := latin.Decode(byte(code)); r != unassigned {
			list = append(list, r)
		}
	}
	return list
}

// drawnAlike gives further characters that share a kept one's glyph. The Adobe
// Glyph List, by which PDF/A has a reader find a glyph by its name, takes
// "tcommaaccent" for the t with cedilla and has no name for the Romanian t with
// comma below; so the font answers to both with the comma.
var drawnAlike = map[rune]rune{'Ţ': 'Ț', 'ţ': 'ț'}

// glyphNames are the names in the Adobe Glyph List of all that is not ASCII.
// PDF/A allows no others where a font's encoding is spelt out.
var glyphNames = map[rune]string{
	'\u00a0': "nbspace", '£': "sterling", '§': "section", '©': "copyright", '°': "degree", '±': "plusminus",
	'·': "periodcentered", '¼': "onequarter", '½': "onehalf", '¾': "threequarters", 'À': "Agrave",
	'Á': "Aacute", 'Â': "Acircumflex", 'Ã': "Atilde", 'Ä': "Adieresis", 'Å': "Aring", 'Æ': "AE",
	'Ç': "Ccedilla", 'È': "Egrave", 'É': "Eacute", 'Ê': "Ecircumflex", 'Ë': "Edieresis", 'Ì': "Igrave",
	'Í': "Iacute", 'Î': "Icircumflex", 'Ï': "Idieresis", 'Ð': "Eth", 'Ñ': "Ntilde", 'Ò': "Ograve",
	'Ó': "Oacute", 'Ô': "Ocircumflex", 'Õ': "Otilde", 'Ö': "Odieresis", '×': "multiply", 'Ø': "Oslash",
	'Ù': "Ugrave", 'Ú': "Uacute", 'Û': "Ucircumflex", 'Ü': "Udieresis", 'Ý': "Yacute", 'Þ': "Thorn",
	'ß': "germandbls", 'à': "agrave", 'á': "aacute", 'â': "acircumflex", 'ã': "atilde", 'ä': "adieresis",
	'å': "aring", 'æ': "ae", 'ç': "ccedilla", 'è': "egrave", 'é': "eacute", 'ê': "ecircumflex",
	'ë': "edieresis", 'ì': "igrave", 'í': "iacute", 'î': "icircumflex", 'ï': "idieresis", 'ð': "eth",
	'ñ': "ntilde", 'ò': "ograve", 'ó': "oacute", 'ô': "ocircumflex", 'õ': "otilde", 'ö': "odieresis",
	'÷': "divide", 'ø': "oslash", 'ù': "ugrave", 'ú': "uacute", 'û': "ucircumflex", 'ü': "udieresis",
	'ý': "yacute", 'þ': "thorn", 'ÿ': "ydieresis", 'Ă': "Abreve", 'ă': "abreve", 'Ą': "Aogonek", 'ą': "aogonek",
	'Ć': "Cacute", 'ć': "cacute", 'Č': "Ccaron", 'č': "ccaron", 'Ď': "Dcaron", 'ď': "dcaron", 'Ė': "Edotaccent",
	'ė': "edotaccent", 'Ę': "Eogonek", 'ę': "eogonek", 'Ě': "Ecaron", 'ě': "ecaron", 'Ğ': "Gbreve",
	'ğ': "gbreve", 'İ': "Idotaccent", 'ı': "dotlessi", 'Ľ': "Lcaron", 'ľ': "lcaron", 'Ł': "Lslash",
	'ł': "lslash", 'Ń': "Nacute", 'ń': "nacute", 'Ň': "Ncaron", 'ň': "ncaron", 'Ő': "Ohungarumlaut",
	'ő': "ohungarumlaut", 'Œ': "OE", 'œ': "oe", 'Ř': "Rcaron", 'ř': "rcaron", 'Ś': "Sacute", 'ś': "sacute",
	'Ş': "Scedilla", 'ş': "scedilla", 'Š': "Scaron", 'š': "scaron", 'Ť': "Tcaron", 'ť': "tcaron",
	'Ū': "Umacron", 'ū': "umacron", 'Ů': "Uring", 'ů': "uring", 'Ű': "Uhungarumlaut", 'ű': "uhungarumlaut",
	'Ŵ': "Wcircumflex", 'ŵ': "wcircumflex", 'Ŷ': "Ycircumflex", 'ŷ': "ycircumflex", 'Ź': "Zacute",
	'ź': "zacute", 'Ż': "Zdotaccent", 'ż': "zdotaccent", 'Ž': "Zcaron", 'ž': "zcaron", 'Ș': "Scommaaccent",
	'ș': "scommaaccent", 'Ț': "Tcommaaccent", 'ț': "tcommaaccent", 'Ẁ': "Wgrave", 'ẁ': "wgrave", 'Ẃ': "Wacute",
	'ẃ': "wacute", 'Ẅ': "Wdieresis", 'ẅ': "wdieresis", 'Ỳ': "Ygrave", 'ỳ': "ygrave", '–': "endash",
	'—': "emdash", '‘': "quoteleft", '’': "quoteright", '“': "quotedblleft", '”': "quotedblright",
	'•': "bullet", '…': "ellipsis", '€': "Euro", '→': "arrowright", '−': "minus", '≤': "lessequal",
	'≥': "greaterequal",
}
