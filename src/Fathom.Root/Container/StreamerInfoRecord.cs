using System.Globalization;
using Fathom.Root.Streamers.Written;

namespace Fathom.Root.Container;

/// <summary>
/// The list of TStreamerInfo (io/doc/TFile/streamerinfo.md): it tells readers without our code how the objects in the
/// file are laid out.
/// </summary>
internal static class StreamerInfoRecord
{
    internal const string ClassName = "TList";
    internal const string Name = "StreamerInfo";
    internal const string Title = "Doubly linked list";

    private const uint NewClass = 0xFFFFFFFF;
    private const uint ClassReference = 0x80000000;
    private const int MapOffset = 2;

    /// <summary>The list as an object.</summary>
    /// <param name="classes">The classes described.</param>
    /// <param name="keyLength">Length of the key before it, from which references to classes are counted.</param>
    internal static byte[] Write(IReadOnlyList<WrittenClass> classes, int keyLength)
    {
        Dictionary<string, uint> tags = [];
        BigEndianWriter record = new() { Start = keyLength };
        record.Counted(list =>
        {
            list.U16(5);
            Object(list, bits: 0);
            list.Text("").I32(classes.Count);
            foreach (WrittenClass described in classes)
            {
                Tagged(list, tags, "TStreamerInfo", info => Info(info, tags, described));
                list.Text("");
            }
        });
        return record.Written.ToArray();
    }

    /// <summary>An object with its class, whose name stands in the record once.</summary>
    private static void Tagged(BigEndianWriter record, Dictionary<string, uint> tags, string className, Action<BigEndianWriter> body) =>
        record.Counted(part =>
        {
            if (tags.TryGetValue(className, out uint tag))
            {
                part.U32(ClassReference | tag);
            }
            else
            {
                tags[className] = (uint)(part.Start + part.Length + MapOffset);
                part.U32(NewClass).ZeroEnded(className);
            }

            body(part);
        });

    private static void Info(BigEndianWriter record, Dictionary<string, uint> tags, WrittenClass described) => record.Counted(info =>
    {
        info.U16(9);
        Named(info, described.Name, "", bits: 0x00010000);
        info.U32(described.Checksum).I32(described.Version);
        Tagged(info, tags, "TObjArray", part => part.Counted(array =>
        {
            array.U16(3);
            Object(array, bits: 0);
            array.Text("").I32(described.Elements.Count).I32(0);
            foreach (WrittenElement element in described.Elements)
            {
                Tagged(array, tags, element.Kind, body => Element(body, element));
            }
        }));
    });

    private static void Element(BigEndianWriter record, WrittenElement element) => record.Counted(outer =>
    {
        outer.U16(element.Kind is "TStreamerBase" or "TStreamerSTL" ? 3 : 2).Counted(common =>
        {
            common.U16(4);
            Named(common, element.Name, element.Title, bits: 0);
            common.I32(element.Type).I32(element.Size).I32(element.ArrayLength).I32(element.Dimensions);
            foreach (int extent in element.Extents)
            {
                common.I32(extent);
            }

            common.Text(element.TypeName);
        });
        switch (element.Kind)
        {
            case "TStreamerBase":
                outer.I32(Number(element.Extra[0]));
                break;
            case "TStreamerSTL":
                outer.I32(Number(element.Extra[0])).I32(Number(element.Extra[1]));
                break;
            case "TStreamerBasicPointer":
                outer.I32(Number(element.Extra[0])).Text(element.Extra[1]).Text(element.Extra[2]);
                break;
        }
    });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Named(BigEndianWriter record, string name, string title, uint bits) => record.Counted(named =>
    {
        named.U16(1);
        Object(named, bits);
        named.Text(name).Text(title);
    });

    private static void Object(BigEndianWriter record, uint bits) => record.U16(1).U32(0).U32(bits);
}
