namespace Fathom.Root.Streamers.Decoders;

/// <summary>Decoders of the basic types, by code and by C++ name.</summary>
internal static class BasicTypes
{
    private static readonly NumberDecoder<sbyte> s_int8 = new("int8_t");
    private static readonly NumberDecoder<short> s_int16 = new("int16_t");
    private static readonly NumberDecoder<int> s_int32 = new("int32_t");
    private static readonly NumberDecoder<long> s_int64 = new("int64_t");
    private static readonly NumberDecoder<byte> s_uint8 = new("uint8_t");
    private static readonly NumberDecoder<ushort> s_uint16 = new("uint16_t");
    private static readonly NumberDecoder<uint> s_uint32 = new("uint32_t");
    private static readonly NumberDecoder<ulong> s_uint64 = new("uint64_t");
    private static readonly NumberDecoder<float> s_float = new("float");
    private static readonly NumberDecoder<double> s_double = new("double");
    private static readonly NumberDecoder<bool> s_bool = new("bool");

    private static readonly Dictionary<string, Decoder> s_byName = ByName(
    [
        (s_int8, ["char", "Char_t", "signed char", "int8_t"]),
        (s_uint8, ["unsigned char", "UChar_t", "Byte_t", "uint8_t", "byte"]),
        (s_int16, ["short", "Short_t", "int16_t"]),
        (s_uint16, ["unsigned short", "UShort_t", "uint16_t"]),
        (s_int32, ["int", "Int_t", "int32_t"]),
        (s_uint32, ["unsigned int", "unsigned", "UInt_t", "uint32_t"]),
        (s_int64, ["long", "Long_t", "long long", "Long64_t", "int64_t"]),
        (s_uint64, ["unsigned long", "ULong_t", "unsigned long long", "ULong64_t", "uint64_t", "size_t"]),
        (s_float, ["float", "Float_t"]),
        (s_double, ["double", "Double_t"]),
        (s_bool, ["bool", "Bool_t"]),
        (new PackedFloatDecoder(half: false, default), ["Double32_t"]),
        (new PackedFloatDecoder(half: true, default), ["Float16_t"]),
    ]);

    /// <summary>The decoder of a C++ type; null where it is none of these.</summary>
    internal static Decoder? Of(string cppName) => s_byName.GetValueOrDefault(cppName);

    /// <summary>The decoder of a code of <see cref="ElementType"/>; null where it is none of these.</summary>
    /// <param name="code">The code, without those for arrays and pointers.</param>
    /// <param name="comment">Where the range of a packed float stands.</param>
    internal static Decoder? Of(int code, string comment) => code switch
    {
        ElementType.Char or ElementType.LegacyChar => s_int8,
        ElementType.Short => s_int16,
        ElementType.Int or ElementType.Counter => s_int32,
        ElementType.Long or ElementType.Long64 => s_int64,
        ElementType.Float => s_float,
        ElementType.Double => s_double,
        ElementType.UChar => s_uint8,
        ElementType.UShort => s_uint16,
        ElementType.UInt or ElementType.Bits => s_uint32,
        ElementType.ULong or ElementType.ULong64 => s_uint64,
        ElementType.Bool => s_bool,
        ElementType.Double32 => new PackedFloatDecoder(half: false, FloatRange.Of(comment)),
        ElementType.Float16 => new PackedFloatDecoder(half: true, FloatRange.Of(comment)),
        _ => null,
    };

    private static Dictionary<string, Decoder> ByName((Decoder Decoder, string[] Names)[] types) =>
        types.SelectMany(type => type.Names.Select(name => (name, type.Decoder))).ToDictionary();
}
