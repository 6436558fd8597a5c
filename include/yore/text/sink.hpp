// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_SINK_HPP
#define YORE_TEXT_SINK_HPP

#include <concepts>
#include <cstddef>
#include <string_view>

namespace yore {

namespace detail::words {

template <class S>
concept takes_text = std::invocable<S&, std::string_view>;
template <class S>
concept writes_characters = requires(S& s, const char* text) { s.write(text, std::ptrdiff_t{}); };
template <class S>
concept appends_text = requires(S& s, std::string_view text) { s.append(text); };

} // namespace detail::words

/// Where text can go: a function of `std::string_view`, a stream with `write`, a string with `append`.
template <class S>
concept text_sink =
    detail::words::takes_text<S> || detail::words::writes_characters<S> || detail::words::appends_text<S>;

namespace detail::words {

template <class S> void put(S& sink, std::string_view text) {
    if constexpr (takes_text<S>) static_cast<void>(sink(text));
    else if constexpr (writes_characters<S>) sink.write(text.data(), static_cast<std::ptrdiff_t>(text.size()));
    else sink.append(text);
}

/// A function of text, so that what calls it is compiled once. Requires: the function outlives it.
class any_sink {
public:
    template <class F>
    explicit(false) any_sink(const F& put)
        : function_(&put),
          call_([](const void* function, std::string_view text) { (*static_cast<const F*>(function))(text); }) {}
    void operator()(std::string_view text) const { call_(function_, text); }

private:
    const void* function_;
    void (*call_)(const void*, std::string_view);
};

} // namespace detail::words
} // namespace yore

#endif
