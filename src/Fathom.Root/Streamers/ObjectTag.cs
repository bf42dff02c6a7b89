using System.Text;

namespace Fathom.Root.Streamers;

/// <summary>What stands before an object behind a pointer (TBufferFile::ReadObjectAny): a class, or a reference to an object seen before.</summary>
/// <param name="ClassName">The class of the object that follows; null where none follows.</param>
/// <param name="Known">The object referred to, where none follows.</param>
/// <param name="Key">Under which later references find the object.</param>
/// <param name="End">Where the object ends; −1 where that is not known.</param>
internal readonly record struct ObjectTag(string? ClassName, object? Known, long Key, int End)
{
    private const uint ByteCountFlag = 0x40000000;
    private const uint ClassFlag = 0x80000000;
    private const uint NewClass = 0xFFFFFFFF;

    /// <summary>References count from two bytes after the begin of the buffer.</summary>
    private const int MapOffset = 2;

    internal static ObjectTag Read(ByteCursor cursor)
    {
        int begin = cursor.Position;
        uint tag = cursor.U32();
        bool counted = (tag & ByteCountFlag) != 0 && tag != NewClass;
        long end = counted ? begin + 4L + (tag & ~ByteCountFlag) : -1;
        if (end > cursor.End)
        {
            throw cursor.Fault("an object within the buffer", $"a byte count of {tag & ~ByteCountFlag}");
        }

        int tagAt = cursor.Position;
        tag = counted ? cursor.U32() : tag;
        long key = counted ? begin + cursor.Origin + MapOffset : cursor.References.Count + 1;
        if ((tag & ClassFlag) == 0)
        {
            return Reference(cursor, tag, end);
        }

        if (tag == NewClass)
        {
            string name = Encoding.UTF8.GetString(cursor.ZeroEnded());
            cursor.References[counted ? tagAt + cursor.Origin + MapOffset : cursor.References.Count + 1] = name;
            return new ObjectTag(name, null, counted ? key : cursor.References.Count + 1, (int)end);
        }

        return cursor.References.TryGetValue(tag & ~ClassFlag, out object? known) && known is string className
            ? new ObjectTag(className, null, key, (int)end)
            : throw cursor.Fault("a class named before", $"reference {tag & ~ClassFlag}");
    }

    private static ObjectTag Reference(ByteCursor cursor, uint tag, long end)
    {
        if (tag == 0)
        {
            return default;
        }

        object? known = cursor.References.GetValueOrDefault(tag);
        if (end >= 0)
        {
            cursor.GoTo((int)end);
        }

        return new ObjectTag(null, known, 0, (int)end);
    }
}
