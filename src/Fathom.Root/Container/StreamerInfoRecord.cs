namespace Fathom.Root.Container;

/// <summary>
/// The list of TStreamerInfo (io/doc/TFile/streamerinfo.md): it tells readers without our code how the objects in the
/// file are laid out. The only object here is the anchor, <c>ROOT::RNTuple</c> version 2.
/// </summary>
internal static class StreamerInfoRecord
{
    internal const string ClassName = "TList";
    internal const string Name = "StreamerInfo";
    internal const string Title = "Doubly linked list";

    private const uint NewClass = 0xFFFFFFFF;
    private const uint ClassReference = 0x80000000;
    private const int MapOffset = 2;
    private const uint AnchorClassChecksum = 0x28e632ec;
    private const int UnsignedShort = 12;
    private const int UnsignedLong = 14;

    /// <summary>Members of the anchor in their order, the versions first.</summary>
    private static readonly string[] s_versions = ["fVersionEpoch", "fVersionMajor", "fVersionMinor", "fVersionPatch"];

    private static readonly string[] s_positions =
        ["fSeekHeader", "fNBytesHeader", "fLenHeader", "fSeekFooter", "fNBytesFooter", "fLenFooter", "fMaxKeySize"];

    /// <summary>The list as an object.</summary>
    /// <param name="keyLength">Length of the key before it, from which references to classes are counted.</param>
    internal static byte[] Write(int keyLength)
    {
        BigEndianWriter record = new() { Start = keyLength };
        record.Counted(list =>
        {
            list.U16(5);
            Object(list, bits: 0);
            list.Text("").I32(1).Counted(info => AnchorInfo(info.U32(NewClass).ZeroEnded("TStreamerInfo"))).Text("");
        });
        return record.Written.ToArray();
    }

    private static void AnchorInfo(BigEndianWriter record) => record.Counted(info =>
    {
        info.U16(9);
        Named(info, "ROOT::RNTuple", bits: 0x00010000);
        info.U32(AnchorClassChecksum).I32(2).Counted(array => Elements(array.U32(NewClass).ZeroEnded("TObjArray")));
    });

    private static void Elements(BigEndianWriter record) => record.Counted(array =>
    {
        array.U16(3);
        Object(array, bits: 0);
        array.Text("").I32(s_versions.Length + s_positions.Length).I32(0);
        int classTag = 0;
        foreach (string name in s_versions)
        {
            Element(array, ref classTag, name, UnsignedShort, size: 2, "unsigned short");
        }

        foreach (string name in s_positions)
        {
            Element(array, ref classTag, name, UnsignedLong, size: 8, "unsigned long");
        }
    });

    private static void Element(BigEndianWriter array, ref int classTag, string name, int type, int size, string typeName)
    {
        int known = classTag;
        classTag = known == 0 ? array.Start + array.Length + 4 + MapOffset : known;
        array.Counted(element =>
        {
            _ = known == 0
                ? element.U32(NewClass).ZeroEnded("TStreamerBasicType")
                : element.U32(ClassReference | (uint)known);
            element.Counted(basic => basic.U16(2).Counted(common =>
            {
                common.U16(4);
                Named(common, name, bits: 0);
                common.I32(type).I32(size).Raw(new byte[7 * sizeof(int)]).Text(typeName);
            }));
        });
    }

    private static void Named(BigEndianWriter record, string name, uint bits) => record.Counted(named =>
    {
        named.U16(1);
        Object(named, bits);
        named.Text(name).Text("");
    });

    private static void Object(BigEndianWriter record, uint bits) => record.U16(1).U32(0).U32(bits);
}
