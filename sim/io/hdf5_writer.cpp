#include "sim/io/hdf5_writer.hpp"

#include <H5Cpp.h>

#include <iostream>
#include <map>
#include <stdexcept>
#include <utility>

namespace sim {
namespace {

constexpr std::size_t value_bytes = 8;  ///< a number, or the pointer to a text

/// Datasets from this size on are compressed: below it, time and space are lost.
constexpr std::size_t compressed_from_bytes = 1 << 18;
constexpr std::size_t chunk_bytes = 1 << 20;
constexpr int compression_level = 4;

H5::StrType utf8() {
  H5::StrType type(H5::PredType::C_S1, H5T_VARIABLE);
  type.setCset(H5T_CSET_UTF8);
  return type;
}

/// An open dataset. H5::DataSet does the same, but asks the library for what it knows half a dozen times.
class Dataset {
 public:
  explicit Dataset(hid_t id) : id_(id) {}
  Dataset(Dataset&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  ~Dataset() {
    if (id_ >= 0) H5Dclose(id_);
  }
  Dataset(const Dataset&) = delete;
  Dataset& operator=(const Dataset&) = delete;

  hid_t id() const { return id_; }

  /// To be called on each: the destructor would swallow a failed write.
  void close() {
    if (H5Dclose(std::exchange(id_, H5I_INVALID_HID)) < 0) throw H5::DataSetIException("H5Dclose", "failed");
  }

 private:
  hid_t id_;
};

/// A dimension of a dataset, as a dimension scale remembers it (the layout of the HDF5 dimension scale specification).
struct Use {
  hobj_ref_t dataset;
  int dimension;
};

struct Axis {
  Dataset scale;
  hobj_ref_t reference;
  hsize_t size;
  std::vector<Use> uses;
};

/// What all datasets on the same axes have in common.
struct Grid {
  std::vector<Axis*> axes;
  std::vector<hvl_t> references;  ///< to the axes, as DIMENSION_LIST has them
  H5::DataSpace references_space;
  std::size_t places = 1;
  H5::DataSpace space;
  H5::DSetCreatPropList layout;
};

hobj_ref_t reference_to(const Dataset& dataset) {
  hobj_ref_t reference = 0;
  if (H5Rcreate(&reference, dataset.id(), ".", H5R_OBJECT, -1) < 0) {
    throw H5::ReferenceException("H5Rcreate", "failed");
  }
  return reference;
}

/// Throws if a function of the library that sets a property has failed.
void check(herr_t status) {
  if (status < 0) throw H5::PropListIException("H5Pset", "failed");
}

/// For datasets, folders and the root: without object times, so that the same calls make the same bytes.
template <class List>
List without_times(List list = {}) {
  check(H5Pset_obj_track_times(list.getId(), false));
  return list;
}

/// Texts are converted in small pieces: by default the library clears a megabyte for each dataset of them.
H5::DSetMemXferPropList small_pieces() {
  constexpr std::size_t bytes = 1 << 14;
  H5::DSetMemXferPropList list;
  list.setBuffer(bytes, nullptr, nullptr);
  return list;
}

/// Folders with room for the names of some dozens of datasets. By default the library grows a folder's header name by
/// name, and from the ninth on moves them to a heap and a tree of their own.
H5::PropList folder_of_many() {
  constexpr unsigned names = 48;
  constexpr unsigned letters = 16;  // of each
  const H5::PropList list = without_times(H5::PropList(H5P_GROUP_CREATE));
  check(H5Pset_est_link_info(list.getId(), names, letters));
  check(H5Pset_link_phase_change(list.getId(), 2 * names, names));  // to the tree from twice as many on
  return list;
}

/// What the library remembers of a file is written and forgotten soon. By default it keeps two megabytes of headers and
/// more, unpacked into small pieces: more memory than a processor has near it, and none of it is needed again.
void forget_soon(const H5::FileAccPropList& list) {
  H5AC_cache_config_t config;
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(list.getId(), &config));
  config.set_initial_size = true;
  config.initial_size = config.min_size = config.max_size = 1 << 15;
  config.incr_mode = H5C_incr__off;
  config.flash_incr_mode = H5C_flash_incr__off;
  config.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(list.getId(), &config));
}

H5::FileAccPropList access() {
  H5::FileAccPropList list;
  // The format of HDF5 1.8: any reader of the last fifteen years, and no limit to what hangs on an axis.
  list.setLibverBounds(H5F_LIBVER_V18, H5F_LIBVER_V18);
  constexpr hsize_t descriptions = 1 << 16;  // of many datasets side by side, for fewer and larger writes
  check(H5Pset_meta_block_size(list.getId(), descriptions));
  list.setSieveBufSize(1 << 10);  // one is made and cleared for each dataset, which is written once
  forget_soon(list);
  return list;
}

H5::DataSpace space_of(const std::vector<hsize_t>& sizes) {
  return sizes.empty() ? H5::DataSpace(H5S_SCALAR) : H5::DataSpace(static_cast<int>(sizes.size()), sizes.data());
}

H5::DSetCreatPropList layout_of(std::vector<hsize_t> sizes) {
  auto list = without_times<H5::DSetCreatPropList>();
  std::size_t bytes = value_bytes;
  for (const hsize_t size : sizes) bytes *= size;
  if (bytes < compressed_from_bytes) return list;
  for (hsize_t& size : sizes) {  // slowest first, until a chunk is small enough
    while (bytes > chunk_bytes && size > 1) {
      bytes = bytes / size * ((size + 1) / 2);
      size = (size + 1) / 2;
    }
  }
  list.setChunk(static_cast<int>(sizes.size()), sizes.data());
  list.setShuffle();
  list.setDeflate(compression_level);
  return list;
}

}  // namespace

struct Hdf5Writer::Content {
  explicit Content(const std::filesystem::path& path)
      : file(path.string(), H5F_ACC_TRUNC, without_times<H5::FileCreatPropList>(), access()) {
    folders.emplace("", file.openGroup("/"));
  }

  /// The folder, made if it is new. All stay open: it is dear to find one from the root for each dataset.
  H5::Group& folder(const std::string& path) {
    const auto known = folders.find(path);
    if (known != folders.end()) return known->second;
    const std::size_t slash = path.rfind('/');
    const hid_t made = H5Gcreate2(folder(path.substr(0, slash)).getId(), path.c_str() + slash + 1, H5P_DEFAULT,
                                  for_folders.getId(), H5P_DEFAULT);
    if (made < 0) throw H5::GroupIException("H5Gcreate2", path);
    H5::Group& group = folders.emplace(path, H5::Group(made)).first->second;
    H5Idec_ref(made);  // the object counts for itself
    return group;
  }

  /// Here and in `create` by the library's C functions: with its C++ ones a file costs a fifth more.
  void attribute(hid_t object, const std::string& name, const H5::DataType& type, const H5::DataSpace& space,
                 const void* values) {
    const hid_t made = H5Acreate2(object, name.c_str(), type.getId(), space.getId(), H5P_DEFAULT, H5P_DEFAULT);
    const bool written = made >= 0 && H5Awrite(made, type.getId(), values) >= 0;
    const bool closed = made >= 0 && H5Aclose(made) >= 0;
    if (!written || !closed) throw H5::AttributeIException("H5Awrite", name);
  }

  void attribute(hid_t object, const std::string& name, const std::string& value) {
    const char* text = value.c_str();
    attribute(object, name, string_type, scalar, &text);
  }

  void describe(const Dataset& dataset, const std::string& unit, const std::string& meaning) {
    if (!unit.empty()) attribute(dataset.id(), "unit", unit);
    attribute(dataset.id(), "meaning", meaning);
  }

  Dataset create(const std::string& path, const H5::DataType& type, const H5::DataSpace& space,
                 const H5::DSetCreatPropList& layout) {
    const std::size_t slash = path.rfind('/');
    const hid_t made = H5Dcreate2(folder(path.substr(0, slash)).getId(), path.c_str() + slash + 1, type.getId(),
                                  space.getId(), H5P_DEFAULT, layout.getId(), H5P_DEFAULT);
    if (made < 0) throw H5::DataSetIException("H5Dcreate2", path);
    return Dataset(made);
  }

  void write(const Dataset& dataset, const H5::DataType& type, const void* values) const {
    const bool is_text = type.getId() == string_type.getId();
    if (H5Dwrite(dataset.id(), type.getId(), H5S_ALL, H5S_ALL, is_text ? pieces.getId() : H5P_DEFAULT, values) < 0)
      throw H5::DataSetIException("H5Dwrite", "failed");
  }

  void scale(const std::string& name, const H5::DataType& type, const void* values, std::size_t count,
             const std::string& unit, const std::string& meaning) {
    Dataset dataset = create("/axes/" + name, type, space_of({count}), layout_of({count}));
    if (count > 0) write(dataset, type, values);
    describe(dataset, unit, meaning);
    const H5::StrType kind(H5::PredType::C_S1, 16);  // fixed texts, as the specification asks
    attribute(dataset.id(), "CLASS", kind, scalar, "DIMENSION_SCALE");
    const H5::StrType label(H5::PredType::C_S1, name.size() + 1);
    attribute(dataset.id(), "NAME", label, scalar, name.c_str());
    // A second name in the root: there the readers of netCDF (xarray) look for the axes of what stands in a folder.
    if (H5Lcreate_hard(file.getId(), ("/axes/" + name).c_str(), H5L_SAME_LOC, name.c_str(), H5P_DEFAULT, H5P_DEFAULT) <
        0) {
      throw H5::FileIException("H5Lcreate_hard", name);
    }
    const hobj_ref_t reference = reference_to(dataset);
    axes.emplace(name, Axis{std::move(dataset), reference, count, {}});
  }

  Grid& grid(const std::vector<std::string>& names) {
    const auto known = grids.find(names);
    if (known != grids.end()) return known->second;
    Grid made;
    std::vector<hsize_t> sizes;
    for (const std::string& name : names) {
      Axis& axis = axes.at(name);
      made.axes.push_back(&axis);
      made.references.push_back({1, &axis.reference});
      made.places *= sizes.emplace_back(axis.size);
    }
    made.references_space = space_of({made.references.size()});
    made.space = space_of(sizes);
    made.layout = layout_of(sizes);
    return grids.emplace(names, std::move(made)).first->second;
  }

  /// Hangs a dataset on its axes. The library's own function rewrites an axis's whole list of uses each time, which
  /// costs more than all the rest; here it is written once, at the end.
  void attach(const Dataset& dataset, const Grid& grid) {
    const hobj_ref_t own = reference_to(dataset);
    for (std::size_t i = 0; i < grid.axes.size(); ++i) grid.axes[i]->uses.push_back({own, static_cast<int>(i)});
    attribute(dataset.id(), "DIMENSION_LIST", list_type, grid.references_space, grid.references.data());
  }

  void dataset(const DatasetText& text, const H5::DataType& type, const void* values, std::size_t count) {
    const Grid& place = grid(text.axes);
    if (place.places != count) throw std::logic_error(text.path + ": values do not fill the axes");
    if (place.places == 0) return;
    Dataset dataset = create(text.path, type, place.space, place.layout);
    write(dataset, type, values);
    describe(dataset, text.unit, text.meaning);
    if (!text.axes.empty()) attach(dataset, place);
    dataset.close();
  }

  void write_uses(Axis& axis) {
    if (!axis.uses.empty()) {
      H5::CompType type(sizeof(Use));
      type.insertMember("dataset", HOFFSET(Use, dataset), H5::PredType::STD_REF_OBJ);
      type.insertMember("dimension", HOFFSET(Use, dimension), H5::PredType::NATIVE_INT);
      const hsize_t count = axis.uses.size();
      attribute(axis.scale.id(), "REFERENCE_LIST", type, H5::DataSpace(1, &count), axis.uses.data());
    }
    axis.scale.close();
  }

  H5::H5File file;
  std::map<std::string, H5::Group> folders;  ///< by path; "" is the root
  H5::PropList for_folders = folder_of_many();
  H5::DSetMemXferPropList pieces = small_pieces();
  H5::StrType string_type = utf8();
  H5::VarLenType list_type{H5::PredType::STD_REF_OBJ};
  H5::DataSpace scalar{H5S_SCALAR};
  std::map<std::string, Axis> axes;
  std::map<std::vector<std::string>, Grid> grids;  ///< by the names of their axes
};

namespace {

/// The library's destructors print to std::cerr what they cannot throw; the caller is told by a FileError instead.
class MutedErrors {
 public:
  MutedErrors() : before_(std::cerr.rdbuf(nullptr)) {}
  ~MutedErrors() { std::cerr.rdbuf(before_); }
  MutedErrors(const MutedErrors&) = delete;
  MutedErrors& operator=(const MutedErrors&) = delete;

 private:
  std::streambuf* before_;
};

/// Runs one step of writing; a failure of the library becomes a FileError that says why.
template <class Step>
void guarded(const AtomicFile& file, Step step) {
  H5::Exception::dontPrint();
  const MutedErrors muted;
  try {
    step();
  } catch (const H5::Exception&) {
    throw file.failure();
  }
}

}  // namespace

Hdf5Writer::Hdf5Writer(const std::filesystem::path& target) : file_(target) {
  guarded(file_, [&] { content_ = std::make_unique<Content>(file_.temporary()); });
}

Hdf5Writer::~Hdf5Writer() {
  const MutedErrors muted;
  content_.reset();
}

void Hdf5Writer::attribute(const std::string& name, std::string_view value) {
  guarded(file_, [&] { content_->attribute(content_->file.getId(), name, std::string(value)); });
}

void Hdf5Writer::attribute(const std::string& name, std::int64_t value) {
  guarded(file_, [&] {
    content_->attribute(content_->file.getId(), name, H5::PredType::STD_I64LE, content_->scalar, &value);
  });
}

void Hdf5Writer::attribute(const std::string& name, std::uint64_t value) {
  guarded(file_, [&] {
    content_->attribute(content_->file.getId(), name, H5::PredType::STD_U64LE, content_->scalar, &value);
  });
}

void Hdf5Writer::axis(const std::string& name, std::span<const std::string> values, const std::string& meaning) {
  std::vector<const char*> texts;
  for (const std::string& value : values) texts.push_back(value.c_str());
  guarded(file_, [&] { content_->scale(name, content_->string_type, texts.data(), texts.size(), "", meaning); });
}

void Hdf5Writer::axis(const std::string& name, std::span<const std::int64_t> values, const std::string& unit,
                      const std::string& meaning) {
  guarded(file_, [&] { content_->scale(name, H5::PredType::STD_I64LE, values.data(), values.size(), unit, meaning); });
}

void Hdf5Writer::axis(const std::string& name, std::span<const double> values, const std::string& unit,
                      const std::string& meaning) {
  guarded(file_, [&] { content_->scale(name, H5::PredType::IEEE_F64LE, values.data(), values.size(), unit, meaning); });
}

void Hdf5Writer::text(const std::string& path, std::string_view value, const std::string& meaning) {
  const std::string copy(value);
  guarded(file_, [&] {
    Dataset dataset = content_->create(path, content_->string_type, content_->scalar, layout_of({}));
    const char* text = copy.c_str();
    content_->write(dataset, content_->string_type, &text);
    content_->describe(dataset, "", meaning);
    dataset.close();
  });
}

void Hdf5Writer::dataset(const DatasetText& text, std::span<const double> values) {
  guarded(file_, [&] { content_->dataset(text, H5::PredType::IEEE_F64LE, values.data(), values.size()); });
}

void Hdf5Writer::dataset(const DatasetText& text, std::span<const std::int64_t> values) {
  guarded(file_, [&] { content_->dataset(text, H5::PredType::STD_I64LE, values.data(), values.size()); });
}

void Hdf5Writer::dataset(const DatasetText& text, std::span<const std::string> values) {
  std::vector<const char*> texts;
  for (const std::string& value : values) texts.push_back(value.c_str());
  guarded(file_, [&] { content_->dataset(text, content_->string_type, texts.data(), texts.size()); });
}

void Hdf5Writer::commit() {
  guarded(file_, [&] {
    for (auto& [name, axis] : content_->axes) content_->write_uses(axis);
    content_->folders.clear();
    content_->file.flush(H5F_SCOPE_GLOBAL);
    content_->file.close();
    content_.reset();
  });
  file_.commit();
}

}  // namespace sim
