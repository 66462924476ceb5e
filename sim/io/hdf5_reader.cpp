#include "sim/io/hdf5_reader.hpp"

#include <H5Cpp.h>

namespace sim {
namespace {

std::string root_text(const H5::H5File& file, const std::string& name) {
  if (!file.attrExists(name)) return {};
  const H5::Attribute attribute = file.openAttribute(name);
  if (attribute.getTypeClass() != H5T_STRING) return {};
  std::string value;
  attribute.read(attribute.getStrType(), value);
  return value;
}

}  // namespace

Hdf5Text read_hdf5_text(const std::filesystem::path& file, const std::string& path) {
  H5::Exception::dontPrint();
  try {
    const H5::H5File opened(file.string(), H5F_ACC_RDONLY);
    Hdf5Text result{root_text(opened, "format"), std::nullopt};
    if (!opened.nameExists(path)) return result;
    const H5::DataSet dataset = opened.openDataSet(path);
    if (dataset.getTypeClass() != H5T_STRING) return result;
    dataset.read(result.text.emplace(), dataset.getStrType());
    return result;
  } catch (const H5::Exception&) {
    throw FileError(file.string() +
                    ": the file cannot be read (it is damaged, or no HDF5 file). Run the scenario again "
                    "to make it anew.");
  }
}

}  // namespace sim
