namespace Fathom.Root.Streamers;

/// <summary>A member or base class as the file describes it (TStreamerElement and what derives from it).</summary>
internal sealed record StreamerElement
{
    /// <summary>Class of the description, such as TStreamerSTL.</summary>
    internal required string Kind { get; init; }

    /// <summary>A base class; its <see cref="Type"/> is then any of several.</summary>
    internal bool IsBase => Kind == "TStreamerBase";

    /// <summary>Name of the member or base class.</summary>
    internal required string Name { get; init; }

    /// <summary>Comment of the member; ranges and counters stand in it.</summary>
    internal required string Title { get; init; }

    /// <summary>TVirtualStreamerInfo::EReadWrite.</summary>
    internal required int Type { get; init; }

    /// <summary>Items of a fixed array; 0 where it is none.</summary>
    internal int ArrayLength { get; init; }

    /// <summary>Extents of a fixed array.</summary>
    internal int[] Extents { get; init; } = [];

    /// <summary>C++ type.</summary>
    internal required string TypeName { get; init; }

    /// <summary>Version of a base class.</summary>
    internal int BaseVersion { get; init; }

    /// <summary>Member that counts the items of an array behind a pointer.</summary>
    internal string CountName { get; init; } = "";
}
