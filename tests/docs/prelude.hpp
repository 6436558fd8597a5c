// SPDX-License-Identifier: BSL-1.0
// What the fragments of code in the documentation include.
#include <boost/describe.hpp>
#include <yore/html.hpp>
#include <yore/text.hpp>
#include <yore/yore.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#undef NDEBUG // what is asserted there is checked in every build
#include <cassert>
