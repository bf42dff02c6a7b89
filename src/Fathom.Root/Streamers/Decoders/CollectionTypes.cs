using System.Globalization;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Decoders of the collections of the C++ standard library.</summary>
internal sealed class CollectionTypes(DecoderFactory factory)
{
    private const int MaximumDepth = 32;

    private static readonly HashSet<string> s_sequences =
    [
        "vector", "list", "forward_list", "deque", "set", "multiset", "unordered_set", "unordered_multiset", "ROOT::VecOps::RVec", "ROOT::RVec",
    ];

    private static readonly HashSet<string> s_maps = ["map", "multimap", "unordered_map", "unordered_multimap"];

    private int _depth;

    /// <summary>The decoder of a type; null where it is none of these.</summary>
    internal Decoder? Of(CppType type, bool member)
    {
        if (type.Name == "string" && type.Arguments.Count == 0)
        {
            return new TextDecoder("std::string", member);
        }

        if (type.Arguments.Count == 0)
        {
            return null;
        }

        if (_depth > MaximumDepth)
        {
            throw factory.Fault($"collections at most {MaximumDepth} deep", type.ToString());
        }

        _depth++;
        try
        {
            return Collection(type, member);
        }
        finally
        {
            _depth--;
        }
    }

    private Decoder? Collection(CppType type, bool member)
    {
        if (s_sequences.Contains(type.Name))
        {
            return new CollectionDecoder(type.Name, factory.ForType(type.Arguments[0], member: false), member);
        }

        if (s_maps.Contains(type.Name) && type.Arguments.Count >= 2)
        {
            return new CollectionDecoder(type.Name, Pair(type, inMap: true), member);
        }

        return type.Name switch
        {
            "pair" when type.Arguments.Count == 2 => Pair(type, inMap: false),
            "bitset" => new BitsetDecoder(member),
            "array" when type.Arguments.Count == 2 && int.TryParse(type.Arguments[1].Name, NumberStyles.Integer, CultureInfo.InvariantCulture, out int length) =>
                new FixedArrayDecoder(factory.ForType(type.Arguments[0], member), length),
            _ => null,
        };
    }

    private PairDecoder Pair(CppType type, bool inMap) => new(
        factory.ForType(type.Arguments[0], member: true), factory.ForType(type.Arguments[1], member: true),
        factory.ForType(type.Arguments[0], member: false), factory.ForType(type.Arguments[1], member: false), inMap);
}
