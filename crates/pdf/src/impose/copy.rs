//! Objects of one document in another: each once, under a new number, and only what is reached.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Kinds of objects that are no part of what a page looks like: through them all of the file could
/// be reached.
const LEFT_OUT: [&[u8]; 5] = [b"Page", b"Pages", b"Catalog", b"StructTreeRoot", b"StructElem"];

/// A document in the making, beside the one that it takes objects from.
pub(super) struct Copy<'d> {
    source: &'d Document,
    /// The new numbers of objects that were reached.
    numbers: BTreeMap<ObjectId, Option<ObjectId>>,
    /// What was reached and is not copied yet.
    open: Vec<(ObjectId, ObjectId)>,
    /// The new document.
    pub(super) objects: BTreeMap<ObjectId, Object>,
}

impl<'d> Copy<'d> {
    /// A document that holds nothing yet.
    pub(super) fn of(source: &'d Document) -> Copy<'d> {
        Copy { source, numbers: BTreeMap::new(), open: Vec::new(), objects: BTreeMap::new() }
    }

    /// A number for a new object.
    pub(super) fn number(&mut self) -> ObjectId {
        let last = self.objects.keys().next_back().map_or(0, |id| id.0);
        let id = (last + 1, 0);
        self.objects.insert(id, Object::Null);
        id
    }

    /// Adds a new object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.number();
        self.objects.insert(id, object.into());
        id
    }

    /// A value of the source as one of the new document, with all that it leads to.
    pub(super) fn import(&mut self, value: &Object) -> Object {
        let copied = self.renumbered(value.clone());
        while let Some((old, new)) = self.open.pop() {
            if let Some(object) = self.source.objects.get(&old) {
                let object = self.renumbered(object.clone());
                self.objects.insert(new, object);
            }
        }
        copied
    }

    /// A value whose references are those of the new document.
    fn renumbered(&mut self, mut value: Object) -> Object {
        let mut parts: Vec<&mut Object> = vec![&mut value];
        while let Some(part) = parts.pop() {
            match part {
                Object::Reference(id) => {
                    *part = self.target(*id).map_or(Object::Null, Object::Reference);
                }
                Object::Array(items) => parts.extend(items.iter_mut()),
                Object::Dictionary(entries) => {
                    forget(entries);
                    parts.extend(entries.iter_mut().map(|(_, value)| value));
                }
                Object::Stream(stream) => {
                    forget(&mut stream.dict);
                    stream.dict.remove(b"Length");
                    parts.extend(stream.dict.iter_mut().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        value
    }

    /// The new number of an object; none for one that is missing or left out.
    fn target(&mut self, old: ObjectId) -> Option<ObjectId> {
        if let Some(known) = self.numbers.get(&old) {
            return *known;
        }
        let wanted = self.source.objects.get(&old).is_some_and(|object| {
            let is_left_out =
                |kind: &&[u8]| object.as_dict().is_ok_and(|entries| entries.has_type(kind));
            !LEFT_OUT.iter().any(is_left_out)
        });
        let new = wanted.then(|| self.number());
        self.numbers.insert(old, new);
        self.open.extend(new.map(|new| (old, new)));
        new
    }
}

/// Keys into a structure tree that is not there any more.
fn forget(entries: &mut Dictionary) {
    entries.remove(b"StructParent");
    entries.remove(b"StructParents");
}

#[cfg(test)]
mod tests {
    use super::Copy;
    use lopdf::{Document, Object, dictionary};

    #[test]
    fn objects_are_copied_once_and_circles_end() {
        let mut source = Document::with_version("1.7");
        let (a, b) = (source.new_object_id(), source.new_object_id());
        let page = source.add_object(dictionary! { "Type" => "Page" });
        source.set_object(a, dictionary! { "Next" => b, "Page" => page });
        source.set_object(b, dictionary! { "Next" => a, "Gone" => Object::Reference((99, 0)) });
        let mut copy = Copy::of(&source);
        let both = Object::Array(vec![a.into(), b.into(), a.into()]);
        let copied = copy.import(&both);
        assert_eq!(copy.objects.len(), 2);
        let named = copied.as_array().expect("an array");
        assert_eq!(named[0], named[2]);
        let first = named[0].as_reference().expect("a reference");
        let entries = copy.objects[&first].as_dict().expect("a dictionary");
        assert_eq!(entries.get(b"Page").expect("kept"), &Object::Null);
        assert_eq!(entries.get(b"Next").expect("kept"), &named[1]);
    }
}
