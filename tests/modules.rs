//! No circle among the modules of `src/`: neither among files nor among folders.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A module's path from the crate's root: `["plan", "table"]`.
type Names = Vec<String>;

#[derive(Default)]
struct Module {
    /// Paths that it names, from the root.
    named: Vec<Names>,
    /// Its re-exports, as by `pub use`.
    handed_on: BTreeMap<String, Names>,
}

type Modules = BTreeMap<Names, Module>;

#[test]
fn no_module_imports_itself_through_others() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = Modules::new();
    let mut texts = Vec::new();
    read(&src, &mut Vec::new(), &mut texts);
    for (path, _) in &texts {
        modules.insert(path.clone(), Module::default());
    }
    for (path, text) in &texts {
        let module = parsed(path, text, &modules);
        modules.insert(path.clone(), module);
    }
    let mut of_files = BTreeMap::<String, BTreeSet<String>>::new();
    let mut of_folders = of_files.clone();
    for (path, module) in &modules {
        for target in module.named.iter().filter_map(|named| resolved(named, &modules, 0)) {
            let edge = [path, &target].map(|path| path.join("::"));
            of_files.entry(edge[0].clone()).or_default().insert(edge[1].clone());
            let folders = [path, &target].map(|path| path.first().cloned().unwrap_or_default());
            of_folders.entry(folders[0].clone()).or_default().insert(folders[1].clone());
        }
    }
    // The root names every folder, and no folder uses an item of the root's own.
    assert!(of_files.len() > 50, "only {} files import others: are they read?", of_files.len());
    let circles: Vec<String> = [of_files, of_folders].iter().flat_map(circles).collect();
    assert!(circles.is_empty(), "modules import each other:\n{}", circles.join("\n"));
}

#[test]
fn circles_are_found() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = BTreeMap::<String, BTreeSet<String>>::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        circles(&graph)
    };
    assert!(graph(&[("a", "b"), ("b", "c"), ("a", "c"), ("a", "a")]).is_empty());
    assert_eq!(graph(&[("a", "b"), ("b", "c"), ("c", "b")]), ["b → c → b"]);

    let text = "use super::{table::Plan, iter::{self, Windows}};\n/// [`crate::Spec`]\nfn f() {\n\
                crate::cut::f(); }\npub use rows::Rows;\n#[cfg(test)]\nmod tests { use crate::no; }";
    let path = |path: &str| path.split("::").map(str::to_owned).collect::<Names>();
    let known = ["plan", "plan::rows"].map(|name| (path(name), Module::default())).into();
    let module = parsed(&path("plan"), text, &known);
    let named = module.named.iter().map(|named| named.join("::"));
    assert!(named.eq(["table::Plan", "iter", "iter::Windows", "cut::f"]));
    assert_eq!(module.handed_on["Rows"], path("plan::rows::Rows"));
}

/// All files that are not tests, with the paths of their modules.
fn read(folder: &Path, path: &mut Names, texts: &mut Vec<(Names, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("a file").path();
        let name = file.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        if file.is_dir() {
            path.push(name);
            read(&file, path, texts);
            path.pop();
        } else if !["tests", "oracle"].contains(&name.as_str()) {
            let own = if ["mod", "lib"].contains(&name.as_str()) { None } else { Some(name) };
            let text = fs::read_to_string(&file).expect("a text");
            texts.push((path.iter().cloned().chain(own).collect(), text));
        }
    }
}

/// The paths that a module's text names, without comments and tests.
fn parsed(path: &Names, text: &str, modules: &Modules) -> Module {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut module = Module::default();
    for (at, _) in code.match_indices("::") {
        let word =
            code[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        let before = code[..at - word.len()].trim_end();
        if before.ends_with("::") || word.is_empty() {
            continue;
        }
        let mut base = match word {
            "crate" => Vec::new(),
            "super" => path[..path.len().saturating_sub(1)].to_vec(),
            "self" => path.clone(),
            child if modules.contains_key(&[&path[..], &[child.to_owned()]].concat()) => {
                [&path[..], &[child.to_owned()]].concat()
            }
            _ => continue,
        };
        let mut rest = &code[at + 2..];
        while let Some(further) = rest.strip_prefix("super::") {
            base.pop();
            rest = further;
        }
        let is_use = before.ends_with("use");
        let mut leaves = Vec::new();
        leaves_of(rest, &base, is_use, &mut leaves);
        let is_handed_on = is_use && {
            let line = before.rsplit('\n').next().unwrap_or_default();
            line.trim_start().starts_with("pub")
        };
        if is_handed_on {
            module
                .handed_on
                .extend(leaves.into_iter().map(|leaf| (leaf[leaf.len() - 1].clone(), leaf)));
        } else {
            module.named.extend(leaves);
        }
    }
    module
}

/// The paths of a tree such as `a::{b, c::d}`; outside of `use`, of a single path.
fn leaves_of<'t>(text: &'t str, base: &Names, is_use: bool, leaves: &mut Vec<Names>) -> &'t str {
    let text = text.trim_start();
    if let (Some(mut rest), true) = (text.strip_prefix('{'), is_use) {
        loop {
            rest = rest.trim_start().trim_start_matches(',').trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let after = leaves_of(rest, base, is_use, leaves);
            if after.len() == rest.len() {
                return after; // no tree
            }
            rest = after;
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let own = if name == "self" { None } else { Some(name.to_owned()) };
    let path: Names = base.iter().cloned().chain(own).collect();
    match rest.strip_prefix("::") {
        Some(further) if !further.starts_with('<') => leaves_of(further, &path, is_use, leaves),
        _ => {
            leaves.push(path);
            rest
        }
    }
}

/// The module that defines a path, found through re-exports.
fn resolved(named: &Names, modules: &Modules, depth: usize) -> Option<Names> {
    assert!(depth < 20, "{named:?} is handed on in a circle");
    let len = (0..=named.len()).rev().find(|&len| modules.contains_key(&named[..len]))?;
    let module = &modules[&named[..len]];
    match named.get(len).and_then(|item| module.handed_on.get(item)) {
        Some(source) => resolved(source, modules, depth + 1),
        None if len == 0 => None, // of another crate, or a macro
        None => Some(named[..len].to_vec()),
    }
}

/// A circle through each pair that has one, written as arrows.
fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut circles = Vec::new();
    let mut reported = BTreeSet::new();
    for start in graph.keys() {
        // Breadth first, so that the circle is a shortest one.
        let mut ways = vec![vec![start]];
        let mut seen = BTreeSet::new();
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            for to in graph.get(way[way.len() - 1]).into_iter().flatten() {
                if to == start && way.len() > 1 {
                    let nodes: BTreeSet<&String> = way.iter().copied().collect();
                    if reported.insert(nodes) {
                        let names: Vec<&str> = way.iter().map(|name| name.as_str()).collect();
                        circles.push(format!("{} → {start}", names.join(" → ")));
                    }
                    ways.clear();
                    break;
                }
                if to != start && seen.insert(to) {
                    ways.push([&way[..], &[to]].concat());
                }
            }
            if ways.is_empty() {
                break;
            }
        }
    }
    circles
}
