using System.Runtime.Intrinsics.X86;

namespace Fathom.Sky.Sphere;

/// <summary>Puts bits on every second place, and back: how a nested index weaves a cell's two coordinates.</summary>
internal static class HealpixBits
{
    private const ulong Even = 0x5555_5555_5555_5555;

    /// <summary>Bit i to bit 2i.</summary>
    public static ulong Scatter(uint value)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(value, Even);
        }

        ulong v = value;
        v = (v | (v << 16)) & 0x0000_FFFF_0000_FFFF;
        v = (v | (v << 8)) & 0x00FF_00FF_00FF_00FF;
        v = (v | (v << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        v = (v | (v << 2)) & 0x3333_3333_3333_3333;
        return (v | (v << 1)) & Even;
    }

    /// <summary>Bit 2i to bit i; odd bits are left out.</summary>
    public static uint Gather(ulong value)
    {
        if (Bmi2.X64.IsSupported)
        {
            return (uint)Bmi2.X64.ParallelBitExtract(value, Even);
        }

        var v = value & Even;
        v = (v | (v >> 1)) & 0x3333_3333_3333_3333;
        v = (v | (v >> 2)) & 0x0F0F_0F0F_0F0F_0F0F;
        v = (v | (v >> 4)) & 0x00FF_00FF_00FF_00FF;
        v = (v | (v >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (uint)(v | (v >> 16));
    }
}
