# Writes HEADER with the program's VERSION and the git commit of SOURCE, and leaves it alone if it says so already.
# "-dirty" behind the commit: built from files that differ from it. "unknown": not a git checkout, or no git.
set(commit "unknown")
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} --no-optional-locks -C ${SOURCE} describe --always --dirty --abbrev=40 --exclude=*
    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND described)
    set(commit "${described}")
  endif()
endif()

set(text "#pragma once

namespace channelshift {
inline constexpr const char* program_version = \"${VERSION}\";
inline constexpr const char* git_commit = \"${commit}\";
}  // namespace channelshift
")
set(old "")
if(EXISTS ${HEADER})
  file(READ ${HEADER} old)
endif()
if(NOT text STREQUAL old)
  file(WRITE ${HEADER} "${text}")
endif()
