using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Root.Objects;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>Decoders of the leaves of plain branches (TLeafB, TLeafS, TLeafI, TLeafL, TLeafF, TLeafD, TLeafO, TLeafC, …).</summary>
internal static partial class LeafDecoders
{
    /// <summary>A branch by its leaves.</summary>
    internal static Decoder Of(IReadOnlyList<RootObject> leaves, ObjectReader reader)
    {
        if (leaves.Count == 1)
        {
            return Of(leaves[0], reader);
        }

        return new LeafListDecoder(
            [.. leaves.Select(leaf => leaf.Members.Text("fName"))], [.. leaves.Select(leaf => Of(leaf, reader))]);
    }

    private static Decoder Of(RootObject leaf, ObjectReader reader)
    {
        RootRecord members = leaf.Members;
        string title = members.Text("fTitle");
        if (leaf.ClassName == "TLeafC")
        {
            return new TextDecoder("char*", header: false);
        }

        if (leaf.ClassName == "TLeafObject")
        {
            return new VirtualObjectDecoder(title, members.Has("fVirtual") && members.Integer("fVirtual") != 0, reader);
        }

        bool unsigned = members.Integer("fIsUnsigned") != 0;
        Decoder? item = leaf.ClassName switch
        {
            "TLeafD32" => new PackedFloatDecoder(half: false, FloatRange.Of(title)),
            "TLeafF16" => new PackedFloatDecoder(half: true, FloatRange.Of(title)),
            _ => BasicTypes.Of(CppName(leaf.ClassName, unsigned)),
        };
        return item is null
            ? new UnsupportedDecoder(leaf.ClassName)
            : Shaped(item, leaf, members.Integer("fLen"), [.. Brackets().Matches(title.Split('/')[0]).Select(match => match.Groups[1].Value)]);
    }

    private static string CppName(string className, bool unsigned) => className switch
    {
        "TLeafB" => unsigned ? "uint8_t" : "int8_t",
        "TLeafS" => unsigned ? "uint16_t" : "int16_t",
        "TLeafI" => unsigned ? "uint32_t" : "int32_t",
        "TLeafL" or "TLeafG" => unsigned ? "uint64_t" : "int64_t",
        "TLeafF" => "float",
        "TLeafD" => "double",
        "TLeafO" => "bool",
        _ => "",
    };

    /// <summary>Arrays as the title says, such as <c>x[n][3]</c>; the length of the leaf is that of the fixed extents.</summary>
    private static Decoder Shaped(Decoder item, RootObject leaf, long length, string[] brackets)
    {
        List<int> extents = [];
        foreach (string bracket in brackets)
        {
            if (int.TryParse(bracket, NumberStyles.None, CultureInfo.InvariantCulture, out int extent))
            {
                extents.Add(extent);
            }
        }

        long product = extents.Aggregate(1L, (total, extent) => Math.Min(int.MaxValue, total * extent));
        if (product != length)
        {
            extents = length == 1 ? [] : [(int)Math.Clamp(length, 0, int.MaxValue)];
        }

        Decoder shaped = FixedArrayDecoder.Of(item, extents);
        return leaf.Members.Object("fLeafCount") is RootObject counter
            ? new SplitMemberDecoder(shaped) { CounterLeaf = counter.Members.Text("fName") }
            : shaped;
    }

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Brackets();
}
