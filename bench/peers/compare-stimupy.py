"""Compares stimuli with those of stimupy (run, not read): draws random parameters, renders both, prints a table.

    python bench/peers/compare-stimupy.py [--draws 6] [--seeds 1 2] [--only PATTERN] [--markdown docs/stimuli-compared.md]

Needs a Python with stimupy 1.2.0. Pixels must agree to 1e-6 and masks exactly, under the names of stimupy in camel case.
"""

import argparse
import importlib
import json
import os
import random
import re
import subprocess
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))

def U(R,a,b,d=3): return round(R.uniform(a,b),d)
def S(R,lo=3,hi=7): return dict(visual_size=(U(R,lo,hi,1),U(R,lo,hi,1)),ppd=R.choice([10,17,20]))
def SQ(R,lo=3,hi=7):
    v=U(R,lo,hi,1); return dict(visual_size=(v,v),ppd=R.choice([10,17,20]))
def I(R): return U(R,0,1,2)
def rot(R): return R.choice([0,R.randint(-180,360),30.5])
def org(R): return R.choice(['corner','mean','center'])
def fine(R,n,w,ang=False):
    c=R.choice([0,1,2])
    if ang: return {n:R.randint(3,14)} if c else {w:U(R,15,60)}
    return [{'frequency':U(R,.3,1.5)},{n:R.randint(3,11)},{w:U(R,.3,.9)}][c]
def T(R,m): return dict(target_indices=tuple(R.sample(range(1,m),R.randint(0,2))),intensity_target=R.choice([I(R),(I(R),I(R))]))
C=CASES=[]
def add(name,f): C.append((name,f))
met=['horizontal','vertical','oblique','radial','rectilinear','angular']
for s in ('sine','square','staircase'):
    def f(R,s=s):
        m=R.choice(met); d=dict(**S(R),distance_metric=m,origin=org(R),rotation=rot(R),phase_shift=R.choice([0,U(R,-200,400)]),intensities=(I(R),I(R)),round_phase_width=R.random()<.5)
        d.update(fine(R,'n_phases','phase_width',m=='angular')); return d
    add('components.waves.'+s,f)
add('components.waves.bessel',lambda R:dict(**S(R),frequency=U(R,.2,2),order=R.choice([0,0,1,2]),intensities=(I(R),I(R)),origin=org(R)))
for s in ('sine','square','staircase'):
    for m,(n,w,e) in dict(linear=('n_bars','bar_width','bars'),radial=('n_rings','ring_width','rings'),rectilinear=('n_frames','frame_width','frames'),angular=('n_segments','segment_width','segments')).items():
        def f(R,s=s,m=m,n=n,w=w,e=e):
            d=dict(**S(R),rotation=rot(R),phase_shift=R.choice([0,U(R,-200,400)]),origin=org(R),**T(R,4))
            d['intensities' if s=='sine' else 'intensity_'+e]=(I(R),I(R))
            d.update(fine(R,n,w,m=='angular'))
            if m in('radial','rectilinear'): d.update(clip=R.random()<.5,intensity_background=I(R))
            return d
        add(f'stimuli.waves.{s}_{m}',f)
add('components.radials.rings',lambda R:dict(**S(R),radii=sorted(U(R,.2,1.4) for _ in range(3)),intensity_rings=(I(R),I(R)),intensity_background=I(R),origin=org(R)))
add('components.radials.disc',lambda R:dict(**S(R),radius=U(R,.2,1.4),intensity_disc=I(R),intensity_background=I(R),origin=org(R)))
for a in ('components.radials.ring','components.radials.annulus'):
    add(a,lambda R:dict(**S(R),radii=sorted(U(R,.2,1.4) for _ in range(2)),intensity_ring=I(R),intensity_background=I(R),origin=org(R)))
add('components.frames.frames',lambda R:dict(**S(R),radii=sorted(U(R,.2,1.4) for _ in range(3)),intensity_frames=(I(R),I(R)),rotation=rot(R),intensity_background=I(R),origin=org(R)))
add('components.angulars.segments',lambda R:dict(**S(R),angles=sorted(U(R,5,355) for _ in range(3)),intensity_segments=(I(R),I(R)),rotation=rot(R),intensity_background=I(R),origin=org(R)))
add('components.angulars.wedge',lambda R:dict(**S(R),angle=U(R,10,300),radius=U(R,.8,1.4),inner_radius=R.choice([0,U(R,.1,.7)]),intensity_wedge=I(R),rotation=rot(R),intensity_background=I(R),origin=org(R)))
add('components.edges.step',lambda R:dict(**S(R),rotation=rot(R),intensity_edges=(I(R),I(R))))
add('components.edges.gaussian',lambda R:dict(**S(R),rotation=rot(R),sigma=U(R,.2,2),intensity_edges=(I(R),I(R)),intensity_background=I(R)))
add('components.edges.cornsweet',lambda R:dict(**S(R),rotation=rot(R),ramp_width=U(R,.2,2),exponent=U(R,.5,3),intensity_edges=(I(R),I(R)),intensity_plateau=I(R)))
add('components.gaussians.gaussian',lambda R:dict(**S(R),rotation=rot(R),sigma=R.choice([U(R,.2,2),(U(R,.2,2),U(R,.2,2))]),intensity_max=I(R),origin=org(R)))
add('components.shapes.rectangle',lambda R:dict(**S(R),rectangle_size=R.choice([U(R,.5,2),(U(R,.5,2),U(R,.5,2))]),rectangle_position=R.choice([None,(U(R,.1,.9),U(R,.1,.9))]),rotation=rot(R),intensity_rectangle=I(R),intensity_background=I(R)))
add('components.shapes.cross',lambda R:dict(**S(R),cross_size=(U(R,1.5,2.5),U(R,1.5,2.5)),cross_thickness=U(R,.3,1),cross_arm_ratios=R.choice([(1,1),(U(R,.5,2),U(R,.5,2))]),rotation=rot(R),intensity_cross=I(R),intensity_background=I(R)))
add('components.shapes.ellipse',lambda R:dict(**S(R),radius=(U(R,.3,1.4),U(R,.3,1.4)),rotation=rot(R),intensity_ellipse=I(R),intensity_background=I(R),origin=org(R)))
add('components.shapes.circle',lambda R:dict(**S(R),radius=U(R,.3,1.4),intensity_circle=I(R),intensity_background=I(R),origin=org(R)))
bt=lambda R:dict(intensity_background=I(R),intensity_target=I(R))
add('stimuli.sbcs.generalized',lambda R:dict(**S(R),**bt(R),target_size=(U(R,.5,1.5),U(R,.5,1.5)),target_position=(U(R,.1,1),U(R,.1,1)),rotation=rot(R)))
add('stimuli.sbcs.basic',lambda R:dict(**S(R),**bt(R),target_size=(U(R,.5,1.5),U(R,.5,1.5))))
sr=lambda R:dict(target_radius=U(R,.2,.6),surround_radius=U(R,.7,1.4),origin=org(R),intensity_surround=I(R),**bt(R))
add('stimuli.sbcs.square',lambda R:dict(**S(R),**sr(R),rotation=rot(R)))
add('stimuli.sbcs.circular',lambda R:dict(**S(R),**sr(R)))
def p2(R,f): return (f(R),f(R))
add('stimuli.sbcs.basic_two_sided',lambda R:dict(**S(R,4,8),target_size=p2(R,lambda R:U(R,.5,1.5)),intensity_background=p2(R,I),intensity_target=p2(R,I)))
add('stimuli.sbcs.square_two_sided',lambda R:dict(**S(R,5,8),target_radius=p2(R,lambda R:U(R,.2,.5)),surround_radius=p2(R,lambda R:U(R,.6,1.2)),rotation=p2(R,rot),intensity_surround=p2(R,I),intensity_target=p2(R,I),intensity_background=p2(R,I)))
add('stimuli.sbcs.circular_two_sided',lambda R:dict(**S(R,5,8),target_radius=p2(R,lambda R:U(R,.2,.5)),surround_radius=p2(R,lambda R:U(R,.6,1.2)),intensity_surround=p2(R,I),intensity_target=p2(R,I),intensity_background=p2(R,I)))
tb=lambda R:dict(intensity_covers=I(R),**bt(R))
add('stimuli.todorovics.rectangle_generalized',lambda R:dict(**S(R),target_size=(U(R,.8,1.5),U(R,.8,1.5)),target_position=(U(R,.1,1),U(R,.1,1)),covers_size=U(R,.3,.8),covers_x=p2(R,lambda R:U(R,.1,2)),covers_y=p2(R,lambda R:U(R,.1,2)),**tb(R)))
add('stimuli.todorovics.rectangle',lambda R:dict(**S(R),target_size=(U(R,.8,1.5),U(R,.8,1.5)),covers_size=U(R,.3,.8),covers_offset=(U(R,.3,.9),U(R,.3,.9)),**tb(R)))
add('stimuli.todorovics.rectangle_two_sided',lambda R:dict(**S(R,5,8),target_size=p2(R,lambda R:U(R,.8,1.5)),covers_size=p2(R,lambda R:U(R,.3,.8)),covers_offset=p2(R,lambda R:U(R,.3,.8)),intensity_background=p2(R,I),intensity_target=p2(R,I),intensity_covers=p2(R,I)))
for a,e in (('circular','rings'),('rectangular','frames')):
    add(f'stimuli.rings.{a}',lambda R,a=a,e=e:dict(**S(R),rotation=R.choice([0,90]),phase_shift=R.choice([0,U(R,-200,400)]),origin='mean',clip=R.random()<.5,intensity_background=I(R),**T(R,4),**{'intensity_'+e:(I(R),I(R))},**fine(R,'n_'+e,e[:-1]+'_width')))
    add(f'stimuli.rings.{a}_generalized',lambda R,e=e:dict(**S(R),radii=tuple(sorted(U(R,.2,1.4) for _ in range(3))),origin=org(R),**T(R,3),intensity_background=I(R),**{'intensity_'+e:(I(R),I(R))}))
    add(f'stimuli.bullseyes.{a}',lambda R,e=e:dict(**S(R),intensity_target=I(R),intensity_background=I(R),origin='mean',**{'intensity_'+e:(I(R),I(R))},**fine(R,'n_'+e,e[:-1]+'_width')))
    add(f'stimuli.bullseyes.{a}_generalized',lambda R,e=e:dict(**S(R),radii=tuple(sorted(U(R,.2,1.4) for _ in range(3))),intensity_target=I(R),origin=org(R),intensity_background=I(R),**{'intensity_'+e:(I(R),I(R))}))
    add(f'stimuli.bullseyes.{a}_two_sided',lambda R,e=e:dict(**S(R,5,8),intensity_target=p2(R,I),intensity_background=I(R),**{'intensity_'+e:((I(R),I(R)),(I(R),I(R)))},**fine(R,'n_'+e,e[:-1]+'_width')))
add('stimuli.gabors.gabor',lambda R:dict(**S(R),sigma=U(R,.2,1.5),rotation=rot(R),phase_shift=R.choice([0,U(R,0,300)]),intensities=(I(R),I(R)),origin=org(R),**fine(R,'n_bars','bar_width')))
for n in ('stimuli.pinwheels.pinwheel','stimuli.whites.angular'):
    add(n,lambda R:dict(**SQ(R),rotation=rot(R),n_segments=R.choice([6,8,10,12]),target_indices=tuple(R.sample(range(1,6),2)),target_width=R.choice([.5,(.4,.6)]),target_center=R.choice([.8,(.7,1)]),intensity_segments=(I(R),I(R)),intensity_background=I(R),intensity_target=I(R)))
wh=lambda R:dict(**S(R),rotation=R.choice([0,0,90,30]),intensity_bars=(I(R),I(R)),intensity_target=R.choice([I(R),(I(R),I(R))]),**fine(R,'n_bars','bar_width'))
add('stimuli.whites.white',lambda R:dict(**wh(R),target_indices=(1,2),target_heights=R.choice([1,U(R,.3,1.5),(.5,1)])))
add('stimuli.whites.generalized',lambda R:dict(**wh(R),target_indices=(2,1),target_heights=R.choice([1,U(R,.3,1.5)]),target_center_offsets=R.choice([0,(U(R,-.5,.5),U(R,-.5,.5))])))
add('stimuli.whites.white_two_rows',lambda R:dict(**wh(R),target_indices_top=(1,),target_indices_bottom=(2,),target_heights=U(R,.3,.6),target_center_offset=U(R,.3,.8)))
add('stimuli.whites.radial',lambda R:dict(**S(R),intensity_rings=(I(R),I(R)),**T(R,3),**fine(R,'n_rings','ring_width')))
add('stimuli.gratings.sinewave',lambda R:dict(**S(R),rotation=R.choice([0,90]),intensities=(I(R),I(R)),**T(R,3),**fine(R,'n_bars','bar_width')))
add('stimuli.gratings.squarewave',lambda R:dict(**S(R),rotation=R.choice([0,90]),intensity_bars=(I(R),I(R)),**T(R,3),**fine(R,'n_bars','bar_width')))
add('stimuli.gratings.grating_induction',lambda R:dict(**S(R),rotation=R.choice([0,90]),intensities=(I(R),I(R)),target_width=U(R,.3,1.5),intensity_target=I(R),**fine(R,'n_bars','bar_width')))
add('stimuli.hermanns.grid',lambda R:dict(**S(R),element_size=(U(R,.5,1.5),U(R,.5,1.5),U(R,.1,.3)),intensity_background=I(R),intensity_grid=I(R)))
add('components.shapes.triangle',lambda R:dict(**S(R),triangle_size=(U(R,.5,2),U(R,.5,2)),include_corners=R.random()<.5,rotation=rot(R),intensity_triangle=I(R),intensity_background=I(R)))
add('components.shapes.parallelogram',lambda R:dict(**S(R),parallelogram_size=(U(R,.5,1.5),U(R,.5,1.5),U(R,-.7,.7)),rotation=rot(R),intensity_parallelogram=I(R),intensity_background=I(R)))
add('stimuli.cornsweets.cornsweet',lambda R:dict(**S(R),rotation=rot(R),ramp_width=U(R,.2,2),exponent=U(R,.5,3),intensity_edges=(I(R),I(R)),intensity_plateau=I(R)))
add('stimuli.delboeufs.delboeuf',lambda R:dict(**S(R),outer_radius=U(R,.8,1.4),outer_line_width=R.choice([0,U(R,.05,.3)]),target_radius=U(R,.2,.5),intensity_outer_line=I(R),intensity_target=I(R),intensity_background=I(R)))
add('stimuli.delboeufs.two_sided',lambda R:dict(**S(R,5,8),outer_radius=p2(R,lambda R:U(R,.6,1.2)),outer_line_width=R.choice([0,U(R,.05,.3)]),target_radius=U(R,.2,.3),intensity_outer_line=p2(R,I),intensity_target=p2(R,I),intensity_background=I(R)))
ml=lambda R:dict(outer_lines_length=U(R,.3,.6),outer_lines_angle=R.choice([45,U(R,20,150,0)]),target_length=U(R,.8,1.2),line_width=U(R,.1,.3),intensity_outer_lines=U(R,.5,1,2),intensity_target=U(R,.1,.5,2),intensity_background=0)
add('stimuli.mueller_lyers.mueller_lyer',lambda R:dict(**S(R),**ml(R)))
add('stimuli.mueller_lyers.two_sided',lambda R:dict(**S(R,6,8),**{**ml(R),'outer_lines_angle':(45,135)}))
add('stimuli.ponzos.ponzo',lambda R:dict(**S(R,4,7),outer_lines_length=U(R,2,3),outer_lines_width=U(R,.1,.3),outer_lines_angle=U(R,5,20,0),target_lines_length=U(R,.5,1),target_lines_width=U(R,.1,.3),target_distance=U(R,.5,1.5),intensity_outer_lines=I(R),intensity_target_lines=I(R),intensity_background=I(R)))
for a,e in (('circular','rings'),('rectangular','frames')):
    add(f'stimuli.rings.{a}_two_sided',lambda R,e=e:dict(**S(R,5,8),intensity_background=I(R),intensity_target=p2(R,I),target_indices=((1,),(2,)),**{'intensity_'+e:((I(R),I(R)),(I(R),I(R)))},**fine(R,'n_'+e,e[:-1]+'_width')))
dots=lambda R:dict(n_dots=(R.randint(2,5),R.randint(2,5)),dot_radius=U(R,.1,.2),distance=U(R,.05,.25),target_shape=(R.randint(1,2),R.randint(1,2)))
for n in ('with_dots','dotted'):
    add('stimuli.sbcs.'+n,lambda R:dict(**S(R),**dots(R),intensity_background=I(R),intensity_dots=I(R),intensity_target=I(R)))
    add(f'stimuli.sbcs.{n}_two_sided',lambda R:dict(**S(R,7,9),**dots(R),intensity_background=p2(R,I),intensity_dots=p2(R,I),intensity_target=p2(R,I)))
cr=lambda R:dict(cross_size=(U(R,1.5,2.4),U(R,1.5,2.4)),cross_thickness=U(R,.3,1))
add('stimuli.todorovics.cross_generalized',lambda R:dict(**S(R),**cr(R),covers_size=U(R,.3,.8),covers_x=p2(R,lambda R:U(R,.1,2)),covers_y=p2(R,lambda R:U(R,.1,2)),**tb(R)))
add('stimuli.todorovics.cross',lambda R:dict(**S(R),**cr(R),covers_size=U(R,.3,.8),**tb(R)))
add('stimuli.todorovics.equal',lambda R:dict(**S(R),**cr(R),**tb(R)))
ts=lambda R:dict(intensity_background=p2(R,I),intensity_target=p2(R,I),intensity_covers=p2(R,I))
add('stimuli.todorovics.cross_two_sided',lambda R:dict(**S(R,6,8),cross_size=p2(R,lambda R:U(R,1.5,2.4)),cross_thickness=p2(R,lambda R:U(R,.3,1)),covers_size=p2(R,lambda R:U(R,.3,.6)),**ts(R)))
add('stimuli.todorovics.equal_two_sided',lambda R:dict(**S(R,6,8),cross_size=p2(R,lambda R:U(R,1.5,2.4)),cross_thickness=p2(R,lambda R:U(R,.3,1)),**ts(R)))
def wedding(R):
    v=U(R,5,7,1); return dict(visual_size=(v,v+R.choice([-.1,0,.1])),ppd=R.choice([10,17]),L_size=(U(R,1.5,2.5),U(R,1.5,2.5),U(R,.3,.5)),target_height=U(R,.2,.6),target_indices1=((R.randint(0,2),R.randint(0,2)),),target_indices2=((R.randint(0,2),R.randint(0,2)),),intensity_bars=(U(R,0,.1,2),U(R,.7,1,2)),intensity_target=U(R,.4,.45,2))
add('stimuli.wedding_cakes.wedding_cake',wedding)
add('stimuli.whites.wedding_cake',wedding)
tr=lambda R:dict(**S(R),intensity_bars=(I(R),I(R)),intensity_target=R.choice([I(R),(I(R),I(R))]),target_indices_top=(2,),target_indices_bottom=(1,),**fine(R,'n_bars','bar_width'))
add('stimuli.whites.anderson',lambda R:dict(**tr(R),target_center_offset=U(R,.3,.8),target_height=U(R,.3,.6),stripe_center_offset=U(R,.3,.9),stripe_height=U(R,.3,.6),intensity_stripes=(I(R),I(R))))
add('stimuli.whites.howe',lambda R:dict(**tr(R),target_center_offset=U(R,.3,.8),target_height=U(R,.3,.6),intensity_stripes=(I(R),I(R))))
add('stimuli.whites.yazdanbakhsh',lambda R:dict(**tr(R),target_center_offset=U(R,.6,.8),target_heights=U(R,.3,.5),gap_size=U(R,.1,.25)))
add('stimuli.gratings.on_uniform',lambda R:dict(**S(R),grating_size=(U(R,1,2.5),U(R,1,2.5)),intensity_bars=(I(R),I(R)),intensity_background=I(R),**T(R,3),**fine(R,'n_bars','bar_width')))
bars=lambda R:dict(intensity_bars=(I(R),I(R)),**fine(R,'n_bars','bar_width'))
def on_grating(R):
    d=S(R); return dict(**d,small_grating_params=dict(visual_size=(U(R,1,2.5),U(R,1,2.5)),ppd=d['ppd'],**bars(R)),large_grating_params=dict(**d,**bars(R)))
add('stimuli.gratings.on_grating',on_grating)
def masked(R):
    d=S(R); return dict(**d,small_grating_params=dict(**d,**bars(R)),large_grating_params=dict(**d,**bars(R)),mask_size=(U(R,1,2.5),U(R,1,2.5)),mask_rotation=rot(R))
add('stimuli.gratings.on_grating_masked',masked)
add('stimuli.gratings.phase_shifted',lambda R:dict(**S(R),**bars(R),target_size=(U(R,1,2.5),U(R,1,2.5)),target_phase_shift=R.choice([0,90,U(R,0,200)]),intensity_target=I(R)))
add('stimuli.gratings.grating_induction_blur',lambda R:dict(**S(R),**bars(R),target_width=U(R,.3,1.5),sigma=U(R,.1,.4),intensity_target=I(R)))
def plaid(kind,extra=lambda R:{}):
    def draw(R):
        d=S(R); n='gabor' if kind=='gabors' else 'grating'; i='intensity_bars' if kind=='square_waves' else 'intensities'
        one=lambda:dict(**d,**{i:(I(R),I(R))},rotation=rot(R),**fine(R,'n_bars','bar_width'),**extra(R))
        return dict(**d,**{n+'_parameters1':one(),n+'_parameters2':one()},weight1=U(R,.2,1),weight2=U(R,.2,1))
    return draw
add('stimuli.plaids.gabors',plaid('gabors',lambda R:dict(sigma=U(R,.3,1))))
add('stimuli.plaids.sine_waves',plaid('sine_waves'))
add('stimuli.plaids.square_waves',plaid('square_waves'))
for n in ('step','gaussian','cornsweet'): add('stimuli.edges.'+n,dict(C)['components.edges.'+n])
for n in ('annulus','disc','ring'): add('components.shapes.'+n,dict(C)['components.radials.'+n])
add('components.shapes.wedge',dict(C)['components.angulars.wedge'])

def ln(R,o):
    k=0 if o=='corner' else 1
    return R.choice([None,(U(R,.3,1.5)-k,U(R,.3,1.5)-k)])
lw=lambda R:R.choice([.1,U(R,.05,.4)])
def line(R):
    o=org(R); return dict(**S(R),origin=o,line_position=ln(R,o),line_length=U(R,.3,2),line_width=lw(R),rotation=R.choice([0,90,U(R,0,360,1)]),intensity_line=I(R),intensity_background=I(R))
add('components.lines.line',line)
add('components.lines.dipole',lambda R:dict(**S(R),line_length=U(R,.3,2),line_width=lw(R),line_gap=U(R,.45,1),rotation=R.choice([0,90,U(R,0,360,1)]),intensity_lines=(I(R),I(R))))
add('components.lines.ellipse',lambda R:dict(**S(R),radius=(U(R,.5,1.4),U(R,.5,1.4)),line_width=R.choice([0,U(R,.05,.4)]),intensity_line=I(R),intensity_background=I(R)))
add('components.lines.circle',lambda R:dict(**S(R),radius=U(R,.5,1.4),line_width=R.choice([0,U(R,.05,.4)]),intensity_line=I(R),intensity_background=I(R)))

bl=lambda R:dict(intensity_background=I(R),intensity_cross=I(R),intensity_target=I(R))
for kind,par in (('cross',lambda R:dict(cross_thickness=R.choice([U(R,1,2),(U(R,1,2),U(R,1,2))]))),('todorovic',lambda R:dict(L_width=U(R,.6,1.5)))):
    add(f'stimuli.benarys.{kind}_generalized',lambda R,par=par:dict(**S(R,5,8),**par(R),**bl(R),target_size=(U(R,.5,1.2),U(R,.5,1.2)),target_type=tuple(R.choice('rt') for _ in range(3)),target_rotation=tuple(R.choice([0,90,45,180,U(R,0,360,1)]) for _ in range(3)),target_x=tuple(U(R,.1,3) for _ in range(3)),target_y=tuple(U(R,.1,3) for _ in range(3))))
    for shape in ('rectangles','triangles'):
        add(f'stimuli.benarys.{kind}_{shape}',lambda R,par=par:dict(**S(R,5,8),**par(R),**bl(R),target_size=R.choice([U(R,.5,1),(U(R,.5,1),U(R,.5,1))])))
def board(R,least=3):
    d=dict(**S(R,4,7),rotation=R.choice([0,0,90,U(R,0,90,1)]),intensity_checks=(I(R),I(R)))
    d.update(R.choice([dict(frequency=U(R,.4,1)),dict(board_shape=(R.randint(least,7),R.randint(least,7))),dict(check_visual_size=(U(R,.5,1.2),U(R,.5,1.2)))])); return d
def checks(R):
    extended=R.random()<.5; return dict(**board(R),target_indices=((1,1),(2,2))[:R.randint(0,1 if extended else 2)],extend_targets=extended,intensity_target=R.choice([I(R),(I(R),I(R))]))
add('stimuli.checkerboards.checkerboard',checks)
add('stimuli.checkerboards.contrast_contrast',lambda R:dict(**board(R,5),target_shape=(2,R.choice([1,2])),tau=I(R),alpha=I(R)))
def mondrian(R):
    n=R.randint(1,4); return dict(visual_size=(6,7),ppd=R.choice([10,20]),positions=tuple((U(R,0,2),U(R,1,3)) for _ in range(n)),sizes=tuple((U(R,.5,2.5),U(R,.5,2.5),R.choice([0,U(R,-1,1)])) for _ in range(n)),intensities=tuple(I(R) for _ in range(n)),intensity_background=I(R))
add('stimuli.mondrians.mondrian',mondrian)
def corrugated(R):
    n,m=R.randint(2,5),R.randint(2,5); return dict(**S(R,5,8),nrows=n,ncols=m,depths=R.choice([U(R,-.5,.5),tuple(U(R,-1,1) for _ in range(n))]),intensities=R.choice([tuple(I(R) for _ in range(m)),tuple(tuple(I(R) for _ in range(m)) for _ in range(n))]),target_indices=((0,1),(1,0))[:R.randint(0,2)],intensity_target=R.choice([None,I(R)]),intensity_background=I(R))
add('stimuli.mondrians.corrugated_mondrian',corrugated)
add('stimuli.dungeons.dungeon',lambda R:dict(**S(R,4,8),n_cells=R.choice([3,4,5,7,(3,5),(6,4)]),target_radius=R.choice([0,1,2]),intensity_background=I(R),intensity_grid=I(R),intensity_target=I(R)))
ci=lambda R:dict(cell_thickness=U(R,.3,.55),target_indices=tuple(R.sample(range(3),R.randint(0,2))),intensity_background=I(R),intensity_cells=I(R),intensity_target=I(R))
add('stimuli.cubes.cube',lambda R:dict(**SQ(R,5,8),**ci(R),n_cells=R.choice([3,4,5]),cell_spacing=U(R,.1,.5)))
add('stimuli.cubes.varying_cells',lambda R:dict(ppd=R.choice([10,17,20]),**ci(R),cell_lengths=tuple(U(R,.6,2) for _ in range(R.randint(3,5))),cell_spacing=U(R,.1,.5)))

NOISES=[]
def noise(name,f): NOISES.append(name); add(name,f)
nz=lambda R:dict(visual_size=(R.choice([4,4.8,5.6]),R.choice([4,4.6,6])),ppd=R.choice([10,20]),intensity_range=R.choice([(0,1),tuple(sorted((I(R),I(R))))]))
noise('noises.binaries.binary',nz)
noise('noises.whites.white',lambda R:dict(**nz(R),pseudo_noise=R.random()<.5))
noise('noises.naturals.one_over_f',lambda R:dict(**nz(R),pseudo_noise=R.random()<.5,exponent=U(R,.3,2)))
for n in ('pink','brown'): noise('noises.naturals.'+n,lambda R:dict(**nz(R),pseudo_noise=R.random()<.5))
noise('noises.narrowbands.narrowband',lambda R:dict(**nz(R),pseudo_noise=R.random()<.5,center_frequency=U(R,1,4),bandwidth=U(R,.4,2)))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


# Those whose size is only in the parameters of their parts.
SIZED_BY_PARTS = re.compile("plaids|on_grating")


def converted(value, outer=None):
    if isinstance(value, dict):
        # Parts are as large as the whole unless they say otherwise.
        own = {k: v for k, v in value.items() if k != "ppd" and not (k == "visual_size" and v == outer)}
        return {camel(k): converted(v) for k, v in own.items()}
    if isinstance(value, (tuple, list)):
        return [converted(entry) for entry in value]
    return value


def ours_for(parameters):
    """Parameters that have another form with us: letters for kinds of targets, slants beside sizes, patches row by row."""
    given = dict(parameters)
    if "targetType" in given:
        given["targetType"] = "".join(given["targetType"])
    if "sizes" in given:
        given["depths"] = [entry[2] for entry in given["sizes"]]
        given["sizes"] = [entry[:2] for entry in given["sizes"]]
    if "nrows" in given and isinstance(given["intensities"][0], list):
        given["intensities"] = [entry for row in given["intensities"] for entry in row]
    return given


def peer(dotted):
    module, name = dotted.rsplit(".", 1)
    return getattr(importlib.import_module("stimupy." + module), name)


def difference(theirs, ours, raw):
    """Why two drawings are not equal; None if they are."""
    if "error" in ours:
        return ours["error"]
    shape = (ours["rows"], ours["columns"])
    image, count = theirs["img"], shape[0] * shape[1]
    if image.shape != shape:
        return f"shape {image.shape} and {shape}"
    pixels = np.frombuffer(raw, np.float32, count, ours["pixels"]).reshape(shape)
    reasons = []
    wrong = int((np.abs(image - pixels) > 1e-6).sum())
    if wrong:
        reasons.append(f"{wrong} of {count} pixels, by up to {np.abs(image - pixels).max():.2g}")
    masks = {camel(k): v for k, v in theirs.items() if re.search("_mask[12]?$", k) and v is not None}
    for name, mask in masks.items():
        if name not in ours["masks"]:
            reasons.append(f"no {name}")
            continue
        numbers = np.frombuffer(raw, np.uint16, count, ours["masks"][name]).reshape(shape)
        wrong = int((numbers != mask).sum())
        if wrong:
            reasons.append(f"{name} at {wrong}")
    reasons += [f"own {name}" for name in ours["masks"] if name not in masks]
    return "; ".join(reasons) or None


REALISATIONS = 32


def spectrum(images, ppd):
    """Mean amplitude in rings of spatial frequency, in any unit; each ring with about 4000 coefficients."""
    rows, columns = images[0].shape
    frequency = np.hypot(np.fft.fftfreq(rows, 1 / ppd)[:, None], np.fft.fftfreq(columns, 1 / ppd)).ravel()
    order = np.argsort(frequency)[1:]
    amplitudes = np.mean([np.abs(np.fft.fft2(image)).ravel()[order] for image in images], axis=0)
    ring = max(8, 4000 // len(images))
    return np.array([amplitudes[k : k + ring].mean() for k in range(0, len(order) - ring, ring)])


def noise_difference(theirs, ours, ppd):
    """Why pictures of noise do not have the same statistics; None if they do."""
    if theirs[0].shape != ours[0].shape:
        return f"shape {theirs[0].shape} and {ours[0].shape}"
    reasons = []
    for what, bound in (("min", np.min), ("max", np.max)):
        far = max(abs(bound(one) - bound(other)) for one, other in zip(theirs, ours))
        if far > 1e-6:
            reasons.append(f"{what} by {far:.2g}")
    if all(image.min() == image.max() for image in theirs + ours):
        return "; ".join(reasons) or None  # A range of one luminance leaves nothing but its value to compare.
    one, other = spectrum(theirs, ppd), spectrum(ours, ppd)
    visible = one > one.max() / 100
    ratio = (other / one)[visible]
    far = np.abs(ratio / np.median(ratio) - 1).max()
    if far > 0.1:
        reasons.append(f"spectrum by {far:.0%}")
    whole = [np.sort(np.concatenate([((i - i.mean()) / i.std()).ravel() for i in images])) for images in (theirs, ours)]
    both = np.linspace(-3, 3, 121)
    far = np.abs(np.searchsorted(whole[0], both) / whole[0].size - np.searchsorted(whole[1], both) / whole[1].size)
    # A value that is frequent lies on either side of a border by rounding.
    if np.sort(far)[-8] > 0.03:
        reasons.append(f"histogram by {np.sort(far)[-8]:.2g}")
    return "; ".join(reasons) or None


def fingerprint(theirs):
    """Sums with weights that depend on the place, so that pixels in another order give others."""
    image = theirs["img"]
    weights = np.arange(image.size).reshape(image.shape) % 97 + 1
    masks = {camel(k): int((v * weights).sum()) for k, v in theirs.items() if re.search("_mask[12]?$", k) and v is not None}
    return {"shape": list(image.shape), "pixels": round(float((image * weights).sum()), 6), "masks": masks}


def compare(options, seed):
    """Draws of one seed: for each name how many were equal, how many were drawn, and the first difference."""
    source = random.Random(seed)
    asked, references = [], []
    for name, draw in CASES:
        if not re.search(options.only, name):
            continue
        for _ in range(options.draws):
            given = draw(source)
            if name in NOISES:
                geometry = {"visualSize": converted(given["visual_size"]), "pixelsPerDegree": given["ppd"]}
                parameters = {camel(k): converted(v) for k, v in given.items() if k not in ("visual_size", "ppd")}
                for realisation in range(REALISATIONS):
                    asked.append({"name": name, "parameters": parameters, "geometry": geometry, "seed": realisation})
                    references.append(peer(name)(**given, rng=np.random.default_rng(realisation)))
                continue
            try:
                sized = {k: v for k, v in given.items() if not (SIZED_BY_PARTS.search(name) and k in ("visual_size", "ppd"))}
                reference = peer(name)(**sized)
            except Exception:
                continue  # Refused by stimupy.
            size = given.pop("visual_size", None)
            geometry = {"visualSize": converted(size), "pixelsPerDegree": given.pop("ppd")}
            geometry = {k: v for k, v in geometry.items() if v is not None}
            parameters = ours_for({camel(k): converted(v, size) for k, v in given.items()})
            asked.append({"name": name, "parameters": parameters, "geometry": geometry})
            references.append(reference)
    with tempfile.TemporaryDirectory() as folder:
        cases, out = os.path.join(folder, "cases.json"), os.path.join(folder, "out")
        with open(cases, "w") as file:
            json.dump(asked, file)
        subprocess.run(["node", os.path.join(HERE, "..", "run.js"), "render-cases", cases, out], check=True)
        with open(out + ".json") as file:
            index = json.load(file)
        with open(out + ".bin", "rb") as file:
            raw = file.read()
    rows, pictures = {}, ([], [])
    for case, reference, ours in zip(asked, references, index):
        row = rows.setdefault(case["name"], [0, 0, ""])
        if case["name"] in NOISES:
            shape = (ours["rows"], ours["columns"])
            pictures[0].append(reference["img"])
            pictures[1].append(np.frombuffer(raw, np.float32, shape[0] * shape[1], ours["pixels"]).reshape(shape).astype(float))
            if len(pictures[0]) < REALISATIONS:
                continue
            reason = noise_difference(*pictures, case["geometry"]["pixelsPerDegree"])
            pictures = ([], [])
        else:
            reason = difference(reference, ours, raw)
        row[0] += reason is None
        row[1] += 1
        row[2] = row[2] or (reason or "")
    if options.fingerprints:
        write_fingerprints(options.fingerprints, zip(asked, references, index), raw)
    return rows


def write_fingerprints(path, drawings, raw):
    kept = {}
    for case, reference, ours in drawings:
        if case["name"] not in kept and "img" in reference and difference(reference, ours, raw) is None:
            kept[case["name"]] = {**case, **fingerprint(reference)}
    with open(path, "w") as file:
        json.dump(list(kept.values()), file)


def summary(rows, seed):
    whole = sum(equal == count for equal, count, _ in rows.values())
    equal, count = sum(row[0] for row in rows.values()), sum(row[1] for row in rows.values())
    share = f"{whole / len(rows):.1%}".replace("%", " %")
    return f"Seed {seed}: {whole} of {len(rows)} stimuli ({share}) are equal in every draw; {equal} of {count} draws are equal."


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=6)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--only", default=".")
    parser.add_argument("--markdown")
    parser.add_argument("--fingerprints", help="file for fingerprints of stimupy's arrays, of one draw that is equal of each; with one seed")
    options = parser.parse_args()
    results = {seed: compare(options, seed) for seed in options.seeds}
    summaries = [summary(rows, seed) for seed, rows in results.items()]
    names = dict.fromkeys(name for rows in results.values() for name in rows)
    lines = [f"| stimulus | {' | '.join(f'seed {seed}' for seed in results)} | first difference |", "| --- |" + " --- |" * (len(results) + 1)]
    for name in names:
        found = [rows.get(name, [0, 0, ""]) for rows in results.values()]
        counts = " | ".join(f"{equal} of {count}" for equal, count, _ in found)
        lines.append(f"| `{name}` | {counts} | {next((why for _, _, why in found if why), '')} |")
    print("\n".join([*lines, "", *summaries]))
    if options.markdown:
        with open(options.markdown, "w") as file:
            file.write("# Stimuli compared with stimupy\n\n" + INTRODUCTION.replace("SUMMARIES", "\n".join(f"- {line}" for line in summaries)) + "\n".join(lines) + "\n")


INTRODUCTION = """Made by `python bench/peers/compare-stimupy.py --draws 16 --seeds 20261130 20261201 --markdown docs/stimuli-compared.md`: for each stimulus random parameters and sizes, drawn by Helmholtz and by stimupy 1.2.0, which was run and not read. A draw is equal when all pixels agree to 1e-6 and all masks exactly. The random numbers of noises differ; there a draw is 32 pictures of each, equal when the range is the same, amplitudes in rings of spatial frequency have the same proportions to 10 % and the distribution of luminance around its mean to .03. Draws that stimupy refuses are left out.

SUMMARIES

The first seed had been looked at while differences were mended, as had seeds 1 to 14. The second was drawn once, after that. Where rounding decides, the values that functions of stimupy pass to each other were watched while it ran.

Draws that differ have one of these causes:

- A sample of an edge lies on the edge itself: stimupy adds the luminances of both sides there, which may exceed 1; Helmholtz shows the left side (`cornsweet`).
- Slanted pieces of stimupy's Mondrians have holes of single pixels where the slant is no whole number of pixels; those of Helmholtz have none.
- Turned targets of Benary's crosses end at twice their height and width in stimupy, which refuses longer ones. Those of Helmholtz do not end there.
- What sticks out of the picture on one side comes back on the opposite one in stimupy (turned `rectangle`, `sbcs.generalized`); in Helmholtz it is cut off.
- Where a ring, a frame or a target has no pixel, stimupy paints the next one with its luminance or black (`rectangular_generalized`, `sbcs.square`), and where targets of `phase_shifted` are black it takes another part of the picture for them.
- Corners of a cube whose cells do not fill its side, and targets of wedding cakes, whose number stimupy computes from contrasts, have the other number in some draws.
- The last bit of a sine or an arctangent, or a target of an odd number of pixels in the middle, decides on single pixels or a line of them in some draws.

These parameters are not drawn, since stimupy has another meaning for them:

- Figures of Mueller-Lyer are compared on black, with targets darker than the other lines: stimupy adds the backgrounds of their lines, and cuts off what is lighter than the other lines.
- Targets of wedding cakes have a luminance between those of the L shapes: stimupy computes the number of a target from contrasts, and only there it is 1 or 2.
- Checks beside two targets of a checkerboard belong to the first; stimupy adds up their numbers, and takes the luminance of another target. A layer over checks fits into the picture.
- Cells of cubes are longer than they are thick.

Readings that were taken where the definition leaves something open:

- Which side of an edge a sample on it belongs to follows from float64 arithmetic. A width in whole pixels is rounded from 1 / (2 f), f = n / degrees / 2. Distances of waves are rounded to 6 decimals and spread from their smallest and largest to those less 1e-5 degrees (from a corner: to 1e-3 from both ends); a sample belongs to the phase whose middle is nearest, the later one of two. A step lies at the mean of all distances from the corner, summed pairwise. Circles take places that are rounded to 8 decimals.
- A wedding cake begins at a place that follows from the height and width of the picture. L shapes are counted along their staircase, beginning with the second one from the left edge of the first staircase.
- Triangles and parallelograms are the part of a turned rectangle on one side of a slanted line through the middle of the picture, or not further from it than the pixel that is half of the width away. Without corners, a triangle ends one pixel before that line.
- A blurred grating goes on with its mean by half of the height of the picture, and with black beyond; the Gaussian is cut off at the size of the picture.
- A turned checkerboard numbers those checks that are in the picture.

"""

if __name__ == "__main__":
    main()
