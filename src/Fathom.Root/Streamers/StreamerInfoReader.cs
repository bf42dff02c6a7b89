using System.Text;

namespace Fathom.Root.Streamers;

/// <summary>Reads the list of TStreamerInfo (io/doc/TFile/streamerinfo.md): the classes that tell how all others are read.</summary>
internal sealed class StreamerInfoReader(ByteCursor cursor)
{
    private const string InfoClass = "TStreamerInfo";
    private const int MaximumExtents = 5;

    internal List<StreamerInfo> ReadList()
    {
        List<StreamerInfo> infos = [];
        StreamedHeader list = cursor.Header();
        _ = cursor.TObject();
        _ = cursor.Text();
        int count = cursor.Size();
        for (int i = 0; i < count; i++)
        {
            ObjectTag tag = ObjectTag.Read(cursor);
            if (tag.ClassName == InfoClass)
            {
                infos.Add(ReadInfo());
            }
            else if (tag.End >= 0)
            {
                // The list of rules for schema evolution, and whatever later versions add.
                cursor.GoTo(tag.End);
            }

            _ = cursor.Text();
        }

        cursor.Finish(list, "TList");
        return infos;
    }

    private StreamerInfo ReadInfo()
    {
        StreamedHeader header = cursor.Header();
        (string name, _) = ReadNamed();
        uint checksum = cursor.U32();
        int version = cursor.I32();
        ObjectTag tag = ObjectTag.Read(cursor);
        if (tag.ClassName != "TObjArray")
        {
            throw cursor.Fault($"the members of {name}", tag.ClassName ?? "nothing");
        }

        List<StreamerElement> elements = ReadElements();
        cursor.Finish(header, InfoClass);
        return new StreamerInfo(name, version, checksum, elements);
    }

    private List<StreamerElement> ReadElements()
    {
        StreamedHeader array = cursor.Header();
        _ = cursor.TObject();
        _ = cursor.Text();
        int count = cursor.Size();
        _ = cursor.I32();
        List<StreamerElement> elements = new(Math.Min(count, 1000));
        for (int i = 0; i < count; i++)
        {
            ObjectTag tag = ObjectTag.Read(cursor);
            if (tag.ClassName is not null)
            {
                elements.Add(ReadElement(tag.ClassName));
            }
        }

        cursor.Finish(array, "TObjArray");
        return elements;
    }

    private StreamerElement ReadElement(string kind)
    {
        StreamedHeader outer = cursor.Header();
        bool derived = kind != "TStreamerElement";
        if (kind == "TStreamerSTLstring")
        {
            _ = cursor.Header();
        }

        StreamerElement element = ReadCommon(kind, derived ? cursor.Header() : outer, derived);
        element = kind switch
        {
            "TStreamerBase" => element with { BaseVersion = outer.Version >= 3 ? cursor.I32() : 0 },
            "TStreamerBasicPointer" or "TStreamerLoop" => ReadCounter(element),
            _ => element,
        };

        // What else a kind has (codes of collections) follows from its type name, too.
        if (!cursor.Skip(outer))
        {
            throw cursor.Fault($"a {kind} with a byte count", "none");
        }

        return element;
    }

    private StreamerElement ReadCounter(StreamerElement element)
    {
        _ = cursor.I32();
        return element with { CountName = Encoding.UTF8.GetString(cursor.Text()) };
    }

    private StreamerElement ReadCommon(string kind, StreamedHeader header, bool derived)
    {
        (string name, string title) = ReadNamed();
        int type = cursor.I32();
        _ = cursor.I32();
        int length = cursor.I32();
        int dimensions = cursor.I32();
        int[] extents = new int[MaximumExtents];
        int stored = header.Version == 1 ? cursor.Size() : MaximumExtents;
        for (int i = 0; i < stored; i++)
        {
            int extent = cursor.I32();
            extents[Math.Min(i, MaximumExtents - 1)] = extent;
        }

        string typeName = Encoding.UTF8.GetString(cursor.Text());
        if (derived)
        {
            cursor.Skip(header);
        }

        return new StreamerElement
        {
            Kind = kind,
            Name = name,
            Title = title,
            Type = type,
            ArrayLength = Math.Max(0, length),
            Extents = extents[..Math.Clamp(dimensions, 0, MaximumExtents)],
            TypeName = typeName,
        };
    }

    private (string Name, string Title) ReadNamed()
    {
        StreamedHeader header = cursor.Header();
        _ = cursor.TObject();
        string name = Encoding.UTF8.GetString(cursor.Text());
        string title = Encoding.UTF8.GetString(cursor.Text());
        cursor.Finish(header, "TNamed");
        return (name, title);
    }
}
