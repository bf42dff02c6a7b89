using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.Detector.Calibration;

/// <summary>The file of calibration constants. Little-endian; equal constants give equal bytes.</summary>
/// <remarks>
/// 0: "FATHCAL" and 0x1A; 8: u32 version 1; 12: u32 channels n; 16: u32 radii r; 20: u32 angles a; 24: f64 radius of the last row of the
/// light map [mm]; 32: name of the detector, 16 bytes of ASCII, zero-padded; 48: f32 gain [n], f32 time offset [n], f32 dark rate [n],
/// u8 status [n], f32 light map [r·a]; last: SHA-256 of all before.
/// </remarks>
internal static class CalibrationFile
{
    private const int HeaderLength = 48;
    private const int NameLength = 16;
    private const int Version = 1;
    private const int MaximumNodes = 4096;
    private const int MaximumMap = 1 << 22;
    private const int BytesPerChannel = (3 * sizeof(float)) + 1;

    private static ReadOnlySpan<byte> Magic => [0x46, 0x41, 0x54, 0x48, 0x43, 0x41, 0x4C, 0x1A];

    internal static void Write(string path, CalibrationConstants constants)
    {
        var (n, light) = (constants.ChannelCount, constants.Light);
        var body = HeaderLength + (BytesPerChannel * n) + (sizeof(float) * light.Values.Length);
        var bytes = new byte[body + SHA256.HashSizeInBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), n);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), light.RadiusNodes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), light.AngleNodes);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), light.MaximumRadius);
        Encoding.ASCII.GetBytes(constants.Detector, bytes.AsSpan(32, NameLength));
        var rest = bytes.AsSpan(HeaderLength);
        rest = Put(Put(Put(rest, constants.Gain), constants.TimeOffset), constants.DarkRate);
        for (var i = 0; i < n; i++)
        {
            rest[i] = (byte)constants.Status[i];
        }

        Put(rest[n..], light.Values);
        SHA256.HashData(bytes.AsSpan(0, body), bytes.AsSpan(body));
        File.WriteAllBytes(path, bytes);
    }

    internal static CalibrationConstants Read(string path)
    {
        var bytes = ReadWhole(path, out var channels, out var radii, out var angles);
        var body = bytes.Length - SHA256.HashSizeInBytes;
        Require(SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)), path, body,
            "the SHA-256 of the bytes before", "another: the file is damaged");
        var rest = bytes.AsSpan(HeaderLength);
        var gain = Take(ref rest, channels);
        var offset = Take(ref rest, channels);
        var dark = Take(ref rest, channels);
        var status = new ChannelStatus[channels];
        for (var i = 0; i < channels; i++)
        {
            Require(gain[i] > 0 && float.IsFinite(gain[i]), path, HeaderLength + (4 * i), "a positive gain", $"{gain[i]}");
            status[i] = (ChannelStatus)rest[i];
        }

        rest = rest[channels..];
        var map = Take(ref rest, radii * angles);
        var maximumRadius = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(24));
        Require(maximumRadius > 0, path, 24, "a positive radius", $"{maximumRadius}");
        var name = Encoding.ASCII.GetString(bytes.AsSpan(32, NameLength).TrimEnd((byte)0));
        return new CalibrationConstants(name, gain, offset, dark, status, new LightMap(maximumRadius, radii, angles, map));
    }

    // The header says how long the file must be, before more than the header is read
    private static byte[] ReadWhole(string path, out int channels, out int radii, out int angles)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var head = new byte[HeaderLength];
        var got = stream.ReadAtLeast(head, HeaderLength, throwOnEndOfStream: false);
        Require(got == HeaderLength && head.AsSpan().StartsWith(Magic), path, 0, $"magic number {Convert.ToHexString(Magic)} and a header",
            got < HeaderLength ? $"{got} bytes" : Convert.ToHexString(head, 0, 8));
        var version = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8));
        Require(version == Version, path, 8, $"version {Version}", $"version {version}");
        channels = Number(head, 12, ushort.MaxValue, path);
        radii = Number(head, 16, MaximumNodes, path);
        angles = Number(head, 20, MaximumNodes, path);
        Require(radii >= 2 && angles >= 2 && radii * angles <= MaximumMap, path, 16, $"a light map of 2 × 2 to {MaximumMap} nodes", $"{radii} × {angles}");
        var length = HeaderLength + (BytesPerChannel * channels) + (sizeof(float) * radii * angles) + SHA256.HashSizeInBytes;
        Require(stream.Length == length, path, stream.Length, $"a file of {length} bytes", $"{stream.Length}");
        var bytes = new byte[length];
        head.CopyTo(bytes, 0);
        stream.ReadExactly(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    private static int Number(byte[] head, int at, int maximum, string path)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(at));
        Require(value <= maximum, path, at, $"a number up to {maximum}", $"{value}");
        return (int)value;
    }

    private static Span<byte> Put(Span<byte> bytes, float[] values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            bytes = bytes[sizeof(float)..];
        }

        return bytes;
    }

    private static float[] Take(ref Span<byte> bytes, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
        }

        bytes = bytes[(sizeof(float) * count)..];
        return values;
    }

    private static void Require(bool holds, string path, long offset, string expected, string found)
    {
        if (!holds)
        {
            throw new CalibrationFileException(path, offset, expected, found);
        }
    }
}
