namespace Fathom.Root.Streamers;

/// <summary>Codes of TVirtualStreamerInfo::EReadWrite that files hold.</summary>
internal static class ElementType
{
    internal const int Base = 0;
    internal const int Char = 1;
    internal const int Short = 2;
    internal const int Int = 3;
    internal const int Long = 4;
    internal const int Float = 5;
    internal const int Counter = 6;
    internal const int CharStar = 7;
    internal const int Double = 8;
    internal const int Double32 = 9;
    internal const int LegacyChar = 10;
    internal const int UChar = 11;
    internal const int UShort = 12;
    internal const int UInt = 13;
    internal const int ULong = 14;
    internal const int Bits = 15;
    internal const int Long64 = 16;
    internal const int ULong64 = 17;
    internal const int Bool = 18;
    internal const int Float16 = 19;

    /// <summary>Added to a code for a fixed array.</summary>
    internal const int Array = 20;

    /// <summary>Added to a code for a pointer to an array with a counter.</summary>
    internal const int Pointer = 40;

    internal const int Object = 61;
    internal const int Any = 62;
    internal const int ObjectPointerNeverNull = 63;
    internal const int ObjectPointer = 64;
    internal const int TString = 65;
    internal const int TObject = 66;
    internal const int TNamed = 67;
    internal const int AnyPointerNeverNull = 68;
    internal const int AnyPointer = 69;
    internal const int AnyPointerNoTable = 70;
    internal const int StlPointer = 71;
    internal const int Stl = 300;
    internal const int StlString = 365;
    internal const int Streamer = 500;
    internal const int StreamLoop = 501;
}
