//! Office Math as LaTeX (ECMA-376 §22.1): what vanban writes, and what Word and pandoc write.

use vanban_docx::read::{Node, Tree};

/// The LaTeX of a formula, on one line.
pub(super) fn latex(tree: &Tree, formula: Node) -> String {
    let mut out = String::new();
    row(tree, formula, &mut out);
    let line = out.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("\\quad \\quad", "\\qquad")
}

/// A script: without braces where it is one letter or digit.
fn script(tree: &Tree, node: Node, name: &str) -> String {
    let script = braced(tree, node, name);
    let whole = &script[1..script.len() - 1];
    if whole
        .strip_prefix('\\')
        .is_some_and(|name| name.len() > 1 && name.chars().all(|c| c.is_ascii_alphabetic()))
    {
        // A sign in braces would be an operand.
        return format!("{whole} ");
    }
    let mut inside = whole.chars();
    match (inside.next(), inside.next()) {
        (Some(char), None) if char.is_ascii_alphanumeric() => char.to_string(),
        _ => script,
    }
}

/// Writes what stands side by side in an element. The depth of elements is limited by the reader.
fn row(tree: &Tree, holder: Node, out: &mut String) {
    for node in tree.children(holder) {
        element(tree, node, out);
    }
}

/// What an argument holds, in braces.
fn braced(tree: &Tree, node: Node, name: &str) -> String {
    let mut inside = String::new();
    if let Some(argument) = tree.child(node, name) {
        row(tree, argument, &mut inside);
    }
    format!("{{{}}}", inside.trim())
}

/// A property of an element: its value, empty where it is there without one.
fn property<'t>(tree: &'t Tree, node: Node, holder: &str, name: &str) -> Option<&'t str> {
    let found = tree.child(tree.child(node, holder)?, name)?;
    Some(tree.attribute(found, "m:val").unwrap_or_default())
}

fn element(tree: &Tree, node: Node, out: &mut String) {
    let b = |name: &str| braced(tree, node, name);
    match tree.name(node) {
        "m:r" => run(tree, node, out),
        "m:f" => match property(tree, node, "m:fPr", "m:type") {
            Some("noBar") => {
                out.push_str(&format!("\\genfrac{{}}{{}}{{0pt}}{{}}{}{}", b("m:num"), b("m:den")))
            }
            _ => out.push_str(&format!("\\frac{}{}", b("m:num"), b("m:den"))),
        },
        "m:rad" => {
            let index = b("m:deg");
            let hidden = matches!(
                property(tree, node, "m:radPr", "m:degHide"),
                Some("1" | "on" | "true" | "")
            );
            if hidden || index == "{}" {
                out.push_str(&format!("\\sqrt{}", b("m:e")));
            } else {
                out.push_str(&format!("\\sqrt[{}]{}", &index[1..index.len() - 1], b("m:e")));
            }
        }
        "m:sSup" => {
            let raised = tree.child(node, "m:sup").map(|sup| tree.text(sup)).unwrap_or_default();
            if !raised.is_empty() && raised.chars().all(|c| c == '′') {
                let primes = "'".repeat(raised.chars().count());
                out.push_str(&format!("{}{primes}", base(tree, node)));
            } else {
                out.push_str(&format!("{}^{}", base(tree, node), script(tree, node, "m:sup")));
            }
        }
        "m:sSub" => out.push_str(&format!("{}_{}", base(tree, node), script(tree, node, "m:sub"))),
        "m:sSubSup" => {
            let (sub, sup) = (script(tree, node, "m:sub"), script(tree, node, "m:sup"));
            out.push_str(&format!("{}_{sub}^{sup}", base(tree, node)));
        }
        "m:sPre" => out.push_str(&format!("{{}}_{}^{}{}", b("m:sub"), b("m:sup"), b("m:e"))),
        "m:nary" => {
            let sign = property(tree, node, "m:naryPr", "m:chr").unwrap_or("∫");
            symbols(if sign.is_empty() { "∫" } else { sign }, out);
            let stacked = property(tree, node, "m:naryPr", "m:limLoc") == Some("undOvr");
            let integral = sign.is_empty() || sign.chars().any(|c| "∫∬∭∮∯∰".contains(c));
            if stacked && integral {
                out.push_str("\\limits");
            }
            for (name, sign) in [("m:sub", '_'), ("m:sup", '^')] {
                let limit = script(tree, node, name);
                if limit != "{}" {
                    out.push(sign);
                    out.push_str(&limit);
                }
            }
            out.push(' ');
            if let Some(inside) = tree.child(node, "m:e") {
                row(tree, inside, out);
            }
        }
        "m:func" => {
            if let Some(name) = tree.child(node, "m:fName") {
                row(tree, name, out);
            }
            out.push(' ');
            if let Some(inside) = tree.child(node, "m:e") {
                row(tree, inside, out);
            }
        }
        "m:limLow" | "m:limUpp" => {
            let below = tree.name(node) == "m:limLow";
            let (base, limit) = (b("m:e"), b("m:lim"));
            let inside = &base[1..base.len() - 1];
            let sign = if below { '_' } else { '^' };
            if inside.starts_with("\\underbrace") || inside.starts_with("\\overbrace") {
                out.push_str(&format!("{inside}{sign}{limit}"));
            } else if inside.trim().starts_with('\\')
                && inside.trim()[1..].chars().all(|c| c.is_ascii_alphabetic())
            {
                out.push_str(&format!("{}{sign}{limit}", inside.trim()));
            } else {
                let command = if below { "underset" } else { "overset" };
                out.push_str(&format!("\\{command}{limit}{base}"));
            }
        }
        "m:d" => fence(tree, node, out),
        "m:acc" => {
            let mark = property(tree, node, "m:accPr", "m:chr").unwrap_or("\u{302}");
            out.push_str(&format!("\\{}{}", accent(mark), b("m:e")));
        }
        "m:bar" => {
            let above = property(tree, node, "m:barPr", "m:pos") == Some("top");
            out.push_str(&format!(
                "\\{}{}",
                if above { "overline" } else { "underline" },
                b("m:e")
            ));
        }
        "m:groupChr" => {
            let sign = property(tree, node, "m:groupChrPr", "m:chr").unwrap_or("⏟");
            let command = match sign {
                "⏞" => "overbrace",
                "⏟" => "underbrace",
                "→" | "⟶" => "overrightarrow",
                "←" => "overleftarrow",
                _ if property(tree, node, "m:groupChrPr", "m:pos") == Some("top") => "overbrace",
                _ => "underbrace",
            };
            out.push_str(&format!("\\{command}{}", b("m:e")));
        }
        "m:m" => matrix(tree, node, out),
        "m:eqArr" => {
            let lines: Vec<String> = tree
                .children(node)
                .filter(|child| tree.name(*child) == "m:e")
                .map(|line| {
                    let mut text = String::new();
                    row(tree, line, &mut text);
                    text.replace("\\&", "&")
                })
                .collect();
            out.push_str(&format!("\\begin{{aligned}}{}\\end{{aligned}}", lines.join(" \\\\ ")));
        }
        "m:borderBox" => {
            let struck = tree.child(node, "m:borderBoxPr").is_some_and(|p| {
                tree.child(p, "m:strikeBLTR").is_some() || tree.child(p, "m:strikeTLBR").is_some()
            });
            out.push_str(&format!("\\{}{}", if struck { "cancel" } else { "boxed" }, b("m:e")));
        }
        "m:phant" => out.push_str(&format!("\\phantom{}", b("m:e"))),
        "m:box" | "m:e" | "m:oMath" | "m:oMathPara" => match tree.child(node, "m:e") {
            Some(inside) if tree.name(node) == "m:box" => row(tree, inside, out),
            _ => row(tree, node, out),
        },
        "w:ins" | "w:moveTo" | "w:sdt" | "w:sdtContent" | "w:smartTag" => row(tree, node, out),
        _ => {}
    }
}

/// The base of scripts: without braces where it is one letter or command.
fn base(tree: &Tree, node: Node) -> String {
    let base = braced(tree, node, "m:e");
    let inside = base[1..base.len() - 1].trim();
    let simple = inside.chars().count() == 1
        || (inside.starts_with('\\') && inside[1..].chars().all(|c| c.is_ascii_alphabetic()))
        || inside.starts_with("\\left")
        || inside.starts_with("\\mathrm{")
        || inside.chars().all(|c| c.is_ascii_digit());
    if simple && !inside.is_empty() { inside.to_owned() } else { base }
}

fn fence(tree: &Tree, node: Node, out: &mut String) {
    let open = property(tree, node, "m:dPr", "m:begChr").unwrap_or("(");
    let close = property(tree, node, "m:dPr", "m:endChr").unwrap_or(")");
    let parts: Vec<String> = tree
        .children(node)
        .filter(|child| tree.name(*child) == "m:e")
        .map(|part| {
            let mut text = String::new();
            row(tree, part, &mut text);
            text.trim().to_owned()
        })
        .collect();
    let inside = parts.join("|");
    // A matrix or cases have delimiters of their own.
    for (matrix, own, with) in [
        ("matrix", ("(", ")"), "pmatrix"),
        ("matrix", ("[", "]"), "bmatrix"),
        ("matrix", ("|", "|"), "vmatrix"),
        ("matrix", ("‖", "‖"), "Vmatrix"),
        ("matrix", ("{", "}"), "Bmatrix"),
        ("aligned", ("{", ""), "cases"),
        ("matrix", ("{", ""), "cases"),
        ("array", ("{", ""), "cases"),
    ] {
        let begin = format!("\\begin{{{matrix}}}");
        let end = format!("\\end{{{matrix}}}");
        if (open, close) == own
            && inside.starts_with(&begin)
            && inside.ends_with(&end)
            && inside.matches("\\begin{").count() == 1
        {
            let mut rows = &inside[begin.len()..inside.len() - end.len()];
            if matrix == "array" {
                rows = rows.split_once('}').map_or(rows, |(_, rows)| rows);
            }
            out.push_str(&format!("\\begin{{{with}}}{rows}\\end{{{with}}}"));
            return;
        }
    }
    let tall = inside.contains("\\frac")
        || inside.contains("\\begin")
        || inside.contains("\\sum")
        || inside.contains("\\int")
        || inside.contains("\\sqrt")
        || delimiter(open).is_none()
        || delimiter(close).is_none()
        || open.is_empty()
        || close.is_empty();
    let left = delimiter(open).unwrap_or_else(|| ".".to_owned());
    let right = delimiter(close).unwrap_or_else(|| ".".to_owned());
    if tall {
        out.push_str(&format!("\\left{left} {inside} \\right{right} "));
    } else {
        out.push_str(&format!("{left}{inside}{right}"));
    }
}

fn delimiter(sign: &str) -> Option<String> {
    Some(match sign {
        "{" => "\\{".to_owned(),
        "}" => "\\}".to_owned(),
        "⟨" | "〈" => "\\langle ".to_owned(),
        "⟩" | "〉" => "\\rangle ".to_owned(),
        "‖" | "∥" => "\\|".to_owned(),
        "⌊" => "\\lfloor ".to_owned(),
        "⌋" => "\\rfloor ".to_owned(),
        "⌈" => "\\lceil ".to_owned(),
        "⌉" => "\\rceil ".to_owned(),
        "(" | ")" | "[" | "]" | "|" | "/" => sign.to_owned(),
        _ => return None,
    })
}

fn matrix(tree: &Tree, node: Node, out: &mut String) {
    let rows: Vec<Vec<String>> = tree
        .children(node)
        .filter(|child| tree.name(*child) == "m:mr")
        .map(|line| {
            let cells = tree.children(line).filter(|child| tree.name(*child) == "m:e");
            cells
                .map(|cell| {
                    let mut text = String::new();
                    row(tree, cell, &mut text);
                    text.trim().to_owned()
                })
                .collect()
        })
        .collect();
    let sides: Vec<&str> = tree
        .inside(node)
        .filter(|inside| tree.name(*inside) == "m:mcJc")
        .map(|inside| tree.attribute(inside, "m:val").unwrap_or("center"))
        .collect();
    let body = rows.iter().map(|row| row.join(" & ")).collect::<Vec<_>>().join(" \\\\ ");
    let paired = property(tree, node, "m:mPr", "m:cGp").is_some();
    if paired {
        out.push_str(&format!("\\begin{{aligned}}{body}\\end{{aligned}}"));
    } else if sides.iter().all(|side| *side == "center") {
        out.push_str(&format!("\\begin{{matrix}}{body}\\end{{matrix}}"));
    } else {
        let columns: String = sides.iter().take(64).map(|side| &side[..1]).collect();
        out.push_str(&format!("\\begin{{array}}{{{columns}}}{body}\\end{{array}}"));
    }
}

fn accent(mark: &str) -> &'static str {
    match mark {
        "\u{301}" | "´" => "acute",
        "\u{306}" | "˘" => "breve",
        "\u{30C}" | "ˇ" => "check",
        "\u{307}" | "˙" => "dot",
        "\u{308}" | "¨" => "ddot",
        "\u{300}" | "`" => "grave",
        "\u{303}" | "~" => "tilde",
        "\u{30A}" | "˚" => "mathring",
        "\u{20D7}" | "→" => "vec",
        "\u{305}" | "\u{304}" | "¯" => "bar",
        "\u{332}" => "underline",
        _ => "hat",
    }
}

/// Writes a run: letters in the alphabet that its properties say.
fn run(tree: &Tree, node: Node, out: &mut String) {
    let text: String = tree
        .children(node)
        .filter(|child| tree.name(*child) == "m:t")
        .map(|child| tree.text(child))
        .collect();
    let text: String = text.chars().filter(|c| *c != '\u{200b}').collect();
    if text.is_empty() {
        return;
    }
    let normal = tree.child(node, "m:rPr").is_some_and(|p| tree.child(p, "m:nor").is_some());
    let style = property(tree, node, "m:rPr", "m:sty");
    let script = property(tree, node, "m:rPr", "m:scr");
    let letters = text.chars().all(char::is_alphabetic);
    if letters && FUNCTIONS.contains(&text.as_str()) {
        out.push_str(&format!("\\{text} "));
        return;
    }
    let spaces = text.chars().all(char::is_whitespace);
    if normal && !spaces && text.chars().any(char::is_alphabetic) {
        let text = text.replace('\\', "\\backslash ").replace('{', "\\{").replace('}', "\\}");
        let text =
            text.replace('%', "\\%").replace('#', "\\#").replace('&', "\\&").replace('_', "\\_");
        out.push_str(&format!("\\text{{{text}}}"));
        return;
    }
    let command = match (style, script) {
        (_, Some("double-struck")) => Some("mathbb"),
        (_, Some("fraktur")) => Some("mathfrak"),
        (_, Some("script")) => Some("mathcal"),
        (_, Some("sans-serif")) => Some("mathsf"),
        (_, Some("monospace")) => Some("mathtt"),
        (Some("b"), _) => Some("mathbf"),
        (Some("bi"), _) => Some("boldsymbol"),
        (Some("p"), _) if letters && text.is_ascii() => Some("mathrm"),
        _ => None,
    };
    match command.filter(|_| text.chars().any(char::is_alphanumeric)) {
        Some(command) => {
            out.push_str(&format!("\\{command}{{"));
            symbols(&text, out);
            out.push('}');
        }
        None => symbols(&text, out),
    }
}

const FUNCTIONS: [&str; 25] = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "log", "ln", "lg", "exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "dim", "ker",
];

/// Signs as LaTeX calls them; those that it has no need to call stand as they are.
fn symbols(text: &str, out: &mut String) {
    for char in text.chars() {
        let command = match char {
            '\u{2003}' => "\\quad ",
            '\u{2002}' => "\\;",
            '\u{2005}' => "\\:",
            '\u{2009}' | '\u{200a}' => "\\,",
            '\u{a0}' => "~",
            '−' => "-",
            '×' => "\\times ",
            '÷' => "\\div ",
            '±' => "\\pm ",
            '∓' => "\\mp ",
            '·' | '⋅' => "\\cdot ",
            '∗' => "*",
            '∘' => "\\circ ",
            '≤' => "\\le ",
            '≥' => "\\ge ",
            '≠' => "\\ne ",
            '≈' => "\\approx ",
            '≡' => "\\equiv ",
            '∼' => "\\sim ",
            '∝' => "\\propto ",
            '∞' => "\\infty ",
            '∂' => "\\partial ",
            '∇' => "\\nabla ",
            '∈' => "\\in ",
            '∉' => "\\notin ",
            '∋' => "\\ni ",
            '⊂' => "\\subset ",
            '⊆' => "\\subseteq ",
            '⊃' => "\\supset ",
            '⊇' => "\\supseteq ",
            '∪' => "\\cup ",
            '∩' => "\\cap ",
            '∅' => "\\emptyset ",
            '∀' => "\\forall ",
            '∃' => "\\exists ",
            '¬' => "\\neg ",
            '∧' => "\\land ",
            '∨' => "\\lor ",
            '→' => "\\to ",
            '←' => "\\leftarrow ",
            '↔' => "\\leftrightarrow ",
            '⇒' => "\\Rightarrow ",
            '⇐' => "\\Leftarrow ",
            '⇔' => "\\Leftrightarrow ",
            '↦' => "\\mapsto ",
            '∑' => "\\sum",
            '∏' => "\\prod",
            '∐' => "\\coprod",
            '∫' => "\\int",
            '∬' => "\\iint",
            '∭' => "\\iiint",
            '∮' => "\\oint",
            '⋯' => "\\cdots ",
            '…' => "\\ldots ",
            '⋮' => "\\vdots ",
            '⋱' => "\\ddots ",
            '⊥' => "\\perp ",
            '∥' | '‖' => "\\|",
            '∠' => "\\angle ",
            '△' => "\\triangle ",
            '⟨' => "\\langle ",
            '⟩' => "\\rangle ",
            'α' => "\\alpha ",
            'β' => "\\beta ",
            'γ' => "\\gamma ",
            'δ' => "\\delta ",
            'ϵ' => "\\epsilon ",
            'ε' => "\\varepsilon ",
            'ζ' => "\\zeta ",
            'η' => "\\eta ",
            'θ' => "\\theta ",
            'ι' => "\\iota ",
            'κ' => "\\kappa ",
            'λ' => "\\lambda ",
            'μ' => "\\mu ",
            'ν' => "\\nu ",
            'ξ' => "\\xi ",
            'π' => "\\pi ",
            'ρ' => "\\rho ",
            'σ' => "\\sigma ",
            'τ' => "\\tau ",
            'υ' => "\\upsilon ",
            'ϕ' => "\\phi ",
            'φ' => "\\varphi ",
            'χ' => "\\chi ",
            'ψ' => "\\psi ",
            'ω' => "\\omega ",
            'Γ' => "\\Gamma ",
            'Δ' => "\\Delta ",
            'Θ' => "\\Theta ",
            'Λ' => "\\Lambda ",
            'Ξ' => "\\Xi ",
            'Π' => "\\Pi ",
            'Σ' => "\\Sigma ",
            'Φ' => "\\Phi ",
            'Ψ' => "\\Psi ",
            'Ω' => "\\Omega ",
            'ℝ' => "\\mathbb{R}",
            'ℕ' => "\\mathbb{N}",
            'ℤ' => "\\mathbb{Z}",
            'ℚ' => "\\mathbb{Q}",
            'ℂ' => "\\mathbb{C}",
            '{' => "\\{",
            '}' => "\\}",
            '%' => "\\%",
            '#' => "\\#",
            '&' => "\\&",
            '$' => "\\$",
            '_' => "\\_",
            '\\' => "\\backslash ",
            '^' => "\\hat{}",
            char => {
                out.push(char);
                continue;
            }
        };
        out.push_str(command);
    }
}
