//! Faults of vanban itself: an article that ends in a panic is told like any other that failed.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use vanban_article::Code;

use crate::report;

thread_local! {
    /// The last fault on this thread.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the text of faults for [`catch`], instead of printing it, while messages are gathered.
pub(crate) fn keep() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !report::is_gathering() {
            return usual(info);
        }
        let payload = info.payload();
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no reason");
        let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
        LAST.set(Some(format!("{}: {text}", place.unwrap_or_default())));
    }));
}

/// Works; a fault is told with the name of the article.
pub(crate) fn catch<T>(name: &str, work: impl FnOnce() -> T) -> Option<T> {
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    if done.is_err() {
        let why = LAST.take().map(|why| format!(" ({why})")).unwrap_or_default();
        let message = format!("`{name}` could not be built: this is a fault of vanban{why}");
        report::failure(Code::FAULT, &message);
    }
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::{catch, keep};
    use crate::report::gather;

    #[test]
    fn a_fault_is_told_with_its_place_and_work_goes_on() {
        keep();
        let (done, messages) = gather(|| catch("a.md", || panic!("lạ")));
        assert_eq!(done, None::<()>);
        let [message] = messages.as_slice() else { panic!("{messages:?}") };
        assert_eq!(message.code, "VB0115");
        assert!(
            message.text.contains("`a.md`") && message.text.contains("fault.rs:"),
            "{}",
            message.text
        );
        assert!(message.text.contains("lạ"), "{}", message.text);
        let (done, messages) = gather(|| catch("b.md", || 1));
        assert_eq!((done, messages.len()), (Some(1), 0));
    }
}
