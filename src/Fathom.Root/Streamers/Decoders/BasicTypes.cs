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

    private static readonly Dictionary<string, Decoder> s_byName = new()
    {
        ["char"] = s_int8, ["Char_t"] = s_int8, ["signed char"] = s_int8, ["int8_t"] = s_int8,
        ["unsigned char"] = s_uint8, ["UChar_t"] = s_uint8, ["Byte_t"] = s_uint8, ["uint8_t"] = s_uint8, ["byte"] = s_uint8,
        ["short"] = s_int16, ["Short_t"] = s_int16, ["int16_t"] = s_int16,
        ["unsigned short"] = s_uint16, ["UShort_t"] = s_uint16, ["uint16_t"] = s_uint16,
        ["int"] = s_int32, ["Int_t"] = s_int32, ["int32_t"] = s_int32,
        ["unsigned int"] = s_uint32, ["unsigned"] = s_uint32, ["UInt_t"] = s_uint32, ["uint32_t"] = s_uint32,
        ["long"] = s_int64, ["Long_t"] = s_int64, ["long long"] = s_int64, ["Long64_t"] = s_int64, ["int64_t"] = s_int64,
        ["unsigned long"] = s_uint64, ["ULong_t"] = s_uint64, ["unsigned long long"] = s_uint64, ["ULong64_t"] = s_uint64,
        ["uint64_t"] = s_uint64, ["size_t"] = s_uint64,
        ["float"] = s_float, ["Float_t"] = s_float, ["double"] = s_double, ["Double_t"] = s_double,
        ["bool"] = s_bool, ["Bool_t"] = s_bool,
        ["Double32_t"] = new PackedFloatDecoder(half: false, default), ["Float16_t"] = new PackedFloatDecoder(half: true, default),
    };

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
}
