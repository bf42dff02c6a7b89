namespace Fathom.Root.Streamers.Written;

/// <summary>A class in the version in which it is written.</summary>
/// <param name="Name">The class.</param>
/// <param name="Version">Its version.</param>
/// <param name="Checksum">Of its members.</param>
/// <param name="Elements">Base classes and members in the order in which they are streamed.</param>
internal sealed record WrittenClass(string Name, int Version, uint Checksum, IReadOnlyList<WrittenElement> Elements);

/// <summary>A base class or member of a <see cref="WrittenClass"/> (TStreamerElement).</summary>
/// <param name="Kind">Class of the description, such as TStreamerBase.</param>
/// <param name="Name">Name of the member or base class.</param>
/// <param name="Title">Comment of the member.</param>
/// <param name="Type">TVirtualStreamerInfo::EReadWrite, see <see cref="ElementType"/>.</param>
/// <param name="Size">Bytes in C++.</param>
/// <param name="ArrayLength">Items of a fixed array; 0 where it is none.</param>
/// <param name="Dimensions">Dimensions of a fixed array.</param>
/// <param name="Extents">Five extents; the second is the checksum of a base class.</param>
/// <param name="TypeName">C++ type.</param>
/// <param name="Extra">What else the kind has, separated by commas: version of a base class, counter of an array.</param>
internal sealed record WrittenElement(
    string Kind, string Name, string Title, int Type, int Size, int ArrayLength, int Dimensions, int[] Extents, string TypeName, string[] Extra);
